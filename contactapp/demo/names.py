"""Names as they stand on the doorbells of a Dutch housing association."""

from dataclasses import dataclass
from random import Random

from faker.providers.person.nl_NL import Provider as Dutch

from contactapp.contacts.names import normal_initials, split_surname


@dataclass(frozen=True)
class Origin:
    """Names that belong together, and the language somebody may need an interpreter for."""

    share: int
    women: str
    men: str
    surnames: str
    interpreter: str = ""


ORIGINS = (
    Origin(
        54,
        "Anna Maria Johanna Petra Ingrid Marjan Lisa Emma Sophie Lotte Femke Sanne Esther Monique Wilma Ria Truus"
        " Corrie Els Annelies Yvonne Marloes Kim Naomi Iris Eline Roos Tineke Gerrie Joke Hennie Nel Dora Willemijn",
        "Jan Piet Kees Henk Willem Johan Peter Erik Mark Bas Tim Daan Sem Lars Bart Ruud Gerard Hans Wim Theo Jeroen"
        " Martijn Niels Sven Thijs Koen Rob Frits Arie Cor Dirk Gijs Jaap Sjoerd Teun",
        "de Vries|Jansen|van den Berg|Bakker|van Dijk|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos|Peters|"
        "Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|van der Linden|Kok|Jacobs|"
        "de Haan|Vermeulen|van den Heuvel|van der Veen|van den Broek|de Bruijn|van der Heijden|Schouten|van Beek|"
        "Willems|van Vliet|van de Ven|Hoekstra|Maas|Verhoeven|Koster|van Dam|van der Wal|Prins|Blom|Huisman|Peeters|"
        "Kuipers|van Veen|van Dongen|Veenstra|Kramer|van den Bosch|van der Meulen|Mol|Postma|van 't Hof|in 't Veld|"
        "van der Sluis|Wiersma|Bouwman|Timmermans|Scholten|ter Horst|Zijlstra|van Wijk|Smit-de Boer|Kuiper-Vos|"
        "Bosch|Vermeer|Dijkman|Tuinman|Zandstra|op den Kamp|van Oosten|Nijhuis|ten Cate|de Lange|Terpstra|Baars|"
        "van Rijn|Hofman|Molenaar|Kuijpers|Driessen|Reinders|van Es|Gerritsen|Pietersen|Evers|Schuurman|Oosterhuis",
    ),
    Origin(
        11,
        "Fatma Ayşe Emine Zeynep Elif Hatice Meryem Özlem Gül Sevgi Derya Esra Büşra Yasemin Nuray Hülya",
        "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Yusuf Murat Emre Burak Cem Kemal Osman Serkan Ömer",
        "Yılmaz|Kaya|Demir|Şahin|Çelik|Yıldız|Yıldırım|Öztürk|Aydın|Özdemir|Arslan|Doğan|Kılıç|Aslan|Çetin|Koç|Kurt|"
        "Özkan|Şimşek|Polat|Aktaş|Güneş|Bulut|Karaca|Tekin|Ünal",
        "Turks",
    ),
    Origin(
        11,
        "Fatima Khadija Naima Samira Malika Hanane Latifa Rachida Saida Zohra Nadia Karima Ikram Loubna Yamina",
        "Mohamed Ahmed Rachid Hassan Mustapha Abdelkader Omar Youssef Karim Said Driss Brahim Khalid Bilal Anouar",
        "el Amrani|el Idrissi|Bouzidi|Azzouzi|Ouali|el Haddad|Benali|Amrani|Bakkali|Ziani|el Yousfi|Chaouch|Haddou|"
        "Boulahrouz|Aarab|el Khattabi|Mansouri|Tahiri|Lahlou|el Mouden|Belkacem|ben Moussa|Achahbar|Bouali|Oulad",
        "Berbers",
    ),
    Origin(
        8,
        "Shanti Chandra Radha Melissa Chantal Sharon Marlène Gladys Hilda Astrid Rinia Sherida Wonny Muriël Jolanda",
        "Ricardo Kenneth Roy Iwan Stanley Soeradj Rajesh Dennis Clyde Errol Winston Anand Hugo Romeo Milton",
        "Pinas|Mahabier|Ramdin|Ramlal|Kartosen|Wijngaarde|Sedney|Blijd|Soekhoe|Biharie|Jagroep|Kromosoeto|Tjon A Fat|"
        "Ramsaran|Sabajo|Amatsoeleman|Hooplot|Deekman|Landveld|Mohan|Raghoebar|Wong Loi Sing|Esajas|Baldewsingh",
    ),
    Origin(
        5,
        "Katarzyna Agnieszka Małgorzata Joanna Ewa Anna Beata Magdalena Monika Aleksandra Zofia",
        "Piotr Krzysztof Tomasz Paweł Marcin Jakub Andrzej Łukasz Michał Wojciech Dariusz",
        "Nowak|Kowalska|Kowalczyk|Wójcik|Wiśniewski|Kamiński|Lewandowski|Zieliński|Szymański|Woźniak|Dąbrowski|Mazur|"
        "Krawczyk|Piotrowski|Grabowski",
        "Pools",
    ),
    Origin(
        4,
        "Selam Tsega Rahel Feven Miriam Luwam Helen Saba Senait Winta",
        "Yonas Filmon Samuel Dawit Tekle Robel Isaias Merhawi Abel Kidane",
        "Haile|Tesfay|Gebremedhin|Kidane|Tekle|Berhane|Ghebreab|Weldu|Mehari|Asfaha|Habte|Woldemichael",
        "Tigrinya",
    ),
    Origin(
        3,
        "Rania Hala Noor Amira Layla Rima Samar Yara Dima Lina",
        "Ahmad Khaled Omar Bassel Anas Wael Fadi Hussein Tarek Yaman",
        "al Hamwi|al Khatib|Darwish|Haddad|al Masri|Kassem|Sabbagh|Nassar|Shahin|al Ahmad|Barakat|Khoury",
        "Arabisch",
    ),
    Origin(
        2,
        "Thi Lan Minh Mai Li Na Ying Xiu Hua Linh",
        "Van Anh Duc Wei Jun Long Minh Hai Chen",
        "Nguyen|Tran|Pham|Wang|Chen|Li|Zhang|Wu|Le|Huynh",
    ),
    Origin(
        2,
        "Grace Comfort Abena Mercy Efua Beatrice Joyce Patience",
        "Kwame Kofi Emmanuel Samuel Daniel Yaw Felix Isaac",
        "Owusu|Mensah|Boateng|Asante|Appiah|Osei|Addo|Amoah|Okafor|Adeyemi",
        "Engels",
    ),
)
_SHARES = [origin.share for origin in ORIGINS]
# Faker's list holds counts of Holland and mistresses of kings too: surnames of one word are the ordinary ones.
_RARE = sorted({name for name in Dutch.last_names if name.isalpha() and len(name) < 12})


@dataclass(frozen=True)
class PersonName:
    """Somebody's name in the parts in which it is stored."""

    first_name: str
    initials: str
    prefix: str
    surname: str
    woman: bool

    @property
    def salutation(self) -> str:
        return "MEVR" if self.woman else "DHR"

    @property
    def formal(self) -> str:
        """After Mevrouw or Meneer: "Van den Berg"."""
        last = f"{self.prefix} {self.surname}".strip()
        return last[:1].upper() + last[1:]


def some_origin(dice: Random) -> Origin:
    return dice.choices(ORIGINS, _SHARES)[0]


def some_surname(dice: Random, origin: Origin) -> str:
    """A family name, tussenvoegsels included; one in eight Dutch ones is rare."""
    if origin is ORIGINS[0] and dice.random() < 0.12:
        return dice.choice(_RARE)
    return dice.choice(origin.surnames.split("|"))


def some_name(dice: Random, origin: Origin, *, woman: bool, surname: str = "") -> PersonName:
    """A person; ``surname`` is given for those who carry the name of the family."""
    first = dice.choice((origin.women if woman else origin.men).split())
    more = dice.choices(("", "M.", "J.", "A.", "C.", "H."), (60, 10, 10, 8, 6, 6))[0]
    prefix, last = split_surname(surname or some_surname(dice, origin))
    return PersonName(first, normal_initials(first) + more, prefix, last, woman)


def name_of(text: str, *, woman: bool) -> PersonName:
    """A written-out name: "Selam Tesfay"."""
    first, _, rest = text.partition(" ")
    prefix, surname = split_surname(rest)
    return PersonName(first, normal_initials(first), prefix, surname, woman)
