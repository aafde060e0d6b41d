"""Make ``data/nouns.tsv.gz``: nouns of many languages and the English name of the thing.

Source: the labels of ``emojibase-data`` 17.0.0 (MIT), and a few everyday words of our own that no label has. Run it by
hand, with the folder of the unpacked npm package:
``python libs/models/scripts/make_nouns.py node_modules/emojibase-data``.
"""

import gzip
import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "videoagent_models" / "data" / "nouns.tsv.gz"
LANGUAGES = "bn da de es fi fr hi hu it ja ko ms nl pl pt ru sv th uk vi zh".split()  # noqa: SIM905 - as one reads them
THINGS = (3, 4, 5, 6, 7)
"""Groups of emojibase: nature, food, places, activities, objects."""
LONGEST = 25
EVERYDAY = {
    "coffee": "de=kaffee es=café fr=café it=caffè pt=café nl=koffie "
        "pl=kawa ru=кофе uk=кава ja=コーヒー zh=咖啡 ko=커피 sv=kaffe",
    "honey": "de=honig es=miel fr=miel it=miele pt=mel nl=honing "
        "pl=miód ru=мёд ja=蜂蜜 zh=蜂蜜 ko=꿀 sv=honung",
    "bee": "da=bi sv=bi nl=bijen zh=蜂 fr=abeilles",
    "sea": "de=meer es=mar fr=mer it=mare pt=mar nl=zee "
        "pl=morze ru=море ja=海 zh=海 ko=바다 sv=hav",
    "forest": "de=wald es=bosque fr=forêt it=foresta pt=floresta nl=bos "
        "pl=las ru=лес ja=森 zh=森林 ko=숲 sv=skog",
    "city": "de=stadt es=ciudad fr=ville it=città pt=cidade nl=stad "
        "pl=miasto ru=город ja=都市 zh=城市 ko=도시 sv=stad",
    "moon": "de=mond es=luna fr=lune it=luna pt=lua nl=maan "
        "pl=księżyc ru=луна ja=月 zh=月亮 ko=달 sv=månen",
    "star": "de=stern es=estrella fr=étoile it=stella pt=estrela nl=ster "
        "pl=gwiazda ru=звезда ja=星 zh=星 ko=별 sv=stjärna",
    "music": "de=musik es=música fr=musique it=musica pt=música nl=muziek "
        "pl=muzyka ru=музыка ja=音楽 zh=音乐 ko=음악 sv=musik",
    "rain": "de=regen es=lluvia fr=pluie it=pioggia pt=chuva nl=regen "
        "pl=deszcz ru=дождь ja=雨 zh=雨 ko=비 sv=regn",
}  # fmt: skip
FURTHER = {
    "honeybee": "ar=نحل,نحلة he=דבורה,דבורים fa=زنبور_عسل,زنبور el=μέλισσα,μέλισσες,μελισσών tr=arı,arılar,arıların "
        "cs=včela,včely,včel ro=albină,albine,albinelor id=lebah",
    "sea": "hi=समुद्र,सागर ar=بحر,بحار he=ים fa=دریا el=θάλασσα tr=deniz cs=moře ro=mare,marea id=laut",
    "ocean": "ar=محيط,محيطات he=אוקיינוס fa=اقیانوس el=ωκεανός tr=okyanus cs=oceán ro=ocean id=samudra",
    "mountain": "ar=جبل,جبال he=הר,הרים fa=کوه el=βουνό,βουνά tr=dağ,dağlar cs=hora,hory ro=munte,munții id=gunung",
    "volcano": "ar=بركان,براكين he=הר_געש fa=آتشفشان el=ηφαίστειο,ηφαίστεια tr=yanardağ,yanardağlar cs=sopka,sopky "
        "ro=vulcan,vulcanii id=gunung_berapi es=volcanes",
    "moon": "ar=قمر he=ירח fa=ماه el=φεγγάρι,σελήνη tr=ay cs=měsíc ro=lună id=bulan",
    "sun": "ar=شمس he=שמש fa=خورشید el=ήλιος tr=güneş cs=slunce ro=soare,soarele id=matahari",
    "star": "ar=نجم,نجوم he=כוכב,כוכבים fa=ستاره el=αστέρι,αστέρια tr=yıldız,yıldızlar cs=hvězda,hvězdy ro=stea,stele "
        "id=bintang",
    "planet": "ar=كوكب,كواكب he=כוכב_לכת fa=سیاره el=πλανήτης tr=gezegen cs=planeta ro=planetă id=planet",
    "black hole": "ar=ثقب_أسود,ثقوب_سوداء he=חור_שחור fa=سیاه_چاله,سیاهچاله el=μαύρη_τρύπα,μαύρες_τρύπες tr=kara_delik "
        "es=agujero_negro,agujeros_negros fr=trou_noir,trous_noirs it=buco_nero,buchi_neri "
        "pt=buraco_negro,buracos_negros "
        "de=schwarzes_loch,schwarze_löcher nl=zwart_gat,zwarte_gaten pl=czarna_dziura,czarne_dziury "
        "ru=чёрная_дыра,чёрные_дыры,черные_дыры ja=ブラックホール zh=黑洞 ko=블랙홀 sv=svarta_hål",
    "river": "ar=نهر,أنهار he=נהר fa=رود el=ποτάμι tr=nehir cs=řeka ro=râu id=sungai",
    "desert": "hi=रेगिस्तान ar=صحراء he=מדבר fa=بیابان el=έρημος tr=çöl cs=poušť ro=deșert id=gurun",
    "forest": "hi=जंगल,वन ar=غابة,غابات he=יער fa=جنگل el=δάσος tr=orman cs=les ro=pădure id=hutan",
    "city": "hi=शहर ja=街 ar=مدينة,مدن he=עיר fa=شهر el=πόλη tr=şehir cs=město ro=oraș id=kota",
    "house": "ar=بيت,منزل he=בית fa=خانه el=σπίτι tr=ev cs=dům ro=casă id=rumah",
    "flower": "ar=زهرة,زهور,أزهار he=פרח,פרחים fa=گل el=λουλούδι tr=çiçek cs=květina ro=floare,flori id=bunga",
    "tree": "ar=شجرة,أشجار he=עץ,עצים fa=درخت el=δέντρο tr=ağaç cs=strom ro=copac id=pohon",
    "water": "ar=ماء,مياه he=מים fa=آب el=νερό tr=su cs=voda ro=apă id=air",
    "rain": "hi=बारिश,वर्षा ar=مطر,أمطار he=גשם fa=باران el=βροχή tr=yağmur cs=déšť ro=ploaie id=hujan",
    "coffee": "ar=قهوة he=קפה fa=قهوه el=καφές tr=kahve cs=káva ro=cafea id=kopi",
    "tea": "ar=شاي he=תה fa=چای el=τσάι tr=çay cs=čaj ro=ceai id=teh",
    "honey": "ar=عسل he=דבש fa=عسل el=μέλι tr=bal cs=med ro=miere id=madu",
    "bread": "ar=خبز he=לחם fa=نان el=ψωμί tr=ekmek cs=chléb ro=pâine id=roti",
    "fish": "ar=سمك,أسماك he=דג,דגים fa=ماهی el=ψάρι tr=balık cs=ryba ro=pește id=ikan",
    "bird": "ar=طائر,طيور he=ציפור,ציפורים fa=پرنده el=πουλί,πουλιά tr=kuş,kuşlar cs=pták ro=pasăre,păsări id=burung",
    "horse": "ar=حصان,خيول he=סוס,סוסים fa=اسب el=άλογο tr=at cs=kůň ro=cal id=kuda",
    "cat": "ar=قطة,قطط he=חתול fa=گربه el=γάτα tr=kedi cs=kočka ro=pisică id=kucing",
    "dog": "ar=كلب,كلاب he=כלב,כלבים fa=سگ el=σκύλος tr=köpek cs=pes ro=câine id=anjing",
    "camel": "hi=ऊँट,ऊंट ja=ラクダ ar=جمل,جمال,إبل he=גמל fa=شتر el=καμήλα tr=deve cs=velbloud ro=cămilă id=unta",
    "whale": "ar=حوت,حيتان he=לווייתן fa=نهنگ el=φάλαινα tr=balina cs=velryba ro=balenă id=paus",
    "airplane": "ar=طائرة,طائرات he=מטוס,מטוסים fa=هواپیما el=αεροπλάνο tr=uçak cs=letadlo ro=avion id=pesawat",
    "ship": "ar=سفينة,سفن he=ספינה fa=کشتی el=πλοίο tr=gemi cs=loď ro=navă id=kapal",
    "train": "ar=قطار,قطارات he=רכבת fa=قطار el=τρένο tr=tren cs=vlak ro=tren id=kereta",
    "car": "ar=سيارة,سيارات he=מכונית fa=خودرو el=αυτοκίνητο tr=araba cs=auto ro=mașină id=mobil",
    "book": "ar=كتاب,كتب he=ספר,ספרים fa=کتاب el=βιβλίο tr=kitap cs=kniha ro=carte id=buku",
    "music": "ar=موسيقى he=מוזיקה fa=موسیقی el=μουσική tr=müzik cs=hudba ro=muzică id=musik",
    "heart": "ar=قلب he=לב fa=قلب el=καρδιά tr=kalp cs=srdce ro=inimă id=jantung",
    "pyramid": "ar=هرم,أهرام,أهرامات he=פירמידה,פירמידות fa=هرم el=πυραμίδα tr=piramit cs=pyramida ro=piramidă "
        "id=piramida",
    "lighthouse": "es=faro,faros fr=phare,phares de=leuchtturm,leuchttürme it=faro,fari pt=farol,faróis zh=灯塔 "
        "ar=منارة,فنار hi=लाइटहाउस,प्रकाशस्तंभ ja=灯台",
    "fox": "es=zorro,zorros fr=renard,renards de=fuchs,füchse it=volpe,volpi pt=raposa,raposas zh=狐狸 ar=ثعلب,ثعالب "
        "hi=लोमड़ी ja=キツネ,狐",
    "books": "es=biblioteca,libros fr=bibliothèque,livres de=bibliothek,bücher,büchern it=biblioteca,libri "
        "pt=biblioteca,livros zh=图书馆 ar=مكتبة hi=पुस्तकालय,किताबें,किताबों ja=図書館",
    "castle": "es=castillo fr=château de=burg,schloss it=castello pt=castelo zh=城堡 ar=قلعة hi=महल,किला ja=城,お城",
    "bridge": "es=puente fr=pont de=brücke it=ponte pt=ponte zh=桥 ar=جسر hi=पुल ja=橋",
    "night": "es=noche fr=nuit de=nacht it=notte pt=noite zh=夜晚,黑夜 ar=ليل,ليلة hi=रात ja=夜空",
    "snowflake": "es=nieve fr=neige de=schnee it=neve pt=neve zh=雪 ar=ثلج hi=बर्फ ja=雪",
    "garden": "es=jardín fr=jardin de=garten it=giardino pt=jardim zh=花园 ar=حديقة hi=बगीचा,बाग ja=庭",
    "wolf": "pt=lobo it=lupo es=lobo ar=ذئب hi=भेड़िया", "lion": "pt=leão it=leone ar=أسد hi=शेर",
    "elephant": "ar=فيل,أفيال hi=हाथी", "bear": "pt=urso it=orso es=oso ar=دب hi=भालू", "rose": "ar=وردة,ورود hi=गुलाब",
    "rabbit": "pt=coelho it=coniglio es=conejo ar=أرنب hi=खरगोश",
    "tiger": "ar=نمر hi=बाघ", "apple": "ar=تفاحة,تفاح hi=सेब",
}  # fmt: skip
"""Languages that have no labels, and names of several words; commas part forms, underscores stand for spaces."""
SUBJECTS = {
    "temple": "es=templo,templos fr=temple,temples de=tempel it=tempio,templi pt=templo,templos zh=寺庙,庙 "
        "ar=معبد,معابد hi=मंदिर ja=寺,お寺 ko=사원",
    "shinto shrine": "ja=神社,鳥居 zh=神社",
    "pond": "es=estanque fr=étang de=teich it=stagno pt=lagoa zh=池塘 ar=بركة ja=池",
    "harbour": "es=puerto fr=port de=hafen it=porto pt=porto zh=港口 ar=ميناء,موانئ",
    "village": "es=pueblo fr=village de=dorf it=villaggio pt=aldeia zh=村庄 ar=قرية",
    "goat": "ar=ماعز,ماعزه", "sheep": "ar=غنم,خروف",
    "dinosaur": "es=dinosaurios fr=dinosaures de=dinosaurier zh=恐龙 ja=恐竜 ar=ديناصور,ديناصورات",
    "oven": "es=horno fr=four,fours de=ofen,backofen,öfen it=forno pt=forno zh=烤箱 ar=فرن ja=オーブン",
    "flour": "es=harina fr=farine de=mehl it=farina pt=farinha zh=面粉 ar=دقيق,طحين ja=小麦粉",
    "yeast": "es=levadura fr=levure,levures de=hefe,hefen it=lievito pt=fermento zh=酵母 ar=خميرة ja=酵母",
    "salt": "es=sal fr=sel de=salz it=sale pt=sal zh=盐 ar=ملح ja=塩",
    "wheat": "es=trigo fr=blé de=weizen,getreide it=frumento pt=trigo zh=小麦 ar=قمح ja=小麦",
    "bakery": "es=panadería,panadero fr=boulangerie,boulanger de=bäckerei,bäcker,bäckerin it=panetteria pt=padaria",
    "breakfast": "es=desayuno fr=petit-déjeuner de=frühstück it=colazione zh=早餐 ar=فطور ja=朝食",
    "heart": "es=corazón fr=cœur de=herz,herzen it=cuore pt=coração zh=心脏 ja=心臓 hi=दिल,हृदय",
    "brain": "es=cerebro fr=cerveau de=gehirn it=cervello pt=cérebro zh=大脑 ja=脳 ar=دماغ hi=मस्तिष्क",
    "law": "es=ley,leyes,justicia,derechos_humanos fr=loi,lois,justice de=gesetz,gesetze,gerechtigkeit it=giustizia "
        "pt=lei,leis,justiça zh=法律 ja=法律 ar=قانون,قوانين hi=कानून",
    "doctor": "es=médico fr=médecin de=arzt,ärzte,ärztin it=medico pt=médico zh=医生 ja=医者 ar=طبيب",
    "vaccine": "es=vacuna,vacunas fr=vaccin,vaccins de=impfstoff,impfung,impfungen it=vaccino pt=vacina zh=疫苗 "
        "ja=ワクチン ar=لقاح",
    "computer": "es=computadora,ordenador fr=ordinateur,ordinateurs de=computer,rechner zh=电脑,计算机 "
        "ja=コンピューター ar=حاسوب",
    "wine": "es=vino,vinos fr=vin,vins de=wein,weine it=vino,vini pt=vinho,vinhos zh=葡萄酒,红酒 ja=ワイン ar=نبيذ",
    "cheese": "es=queso,quesos fr=fromage,fromages de=käse it=formaggio pt=queijo zh=奶酪 ja=チーズ ar=جبن",
    "chocolate": "es=chocolate fr=chocolat de=schokolade it=cioccolato pt=chocolate zh=巧克力 ja=チョコレート "
        "ar=شوكولاتة",
    "tea": "zh=茶 ja=お茶,緑茶", "chess": "es=ajedrez fr=échecs de=schach it=scacchi pt=xadrez zh=下棋,象棋 "
        "ja=チェス ar=شطرنج",
    "jazz": "es=jazz fr=jazz de=jazz it=jazz pt=jazz zh=爵士 ja=ジャズ ar=جاز",
    "football": "es=fútbol fr=football it=calcio pt=futebol zh=足球 ja=サッカー ar=كرة_القدم hi=फुटबॉल",
}  # fmt: skip
"""What films are often about, where a picture exists and no label has the word. Words that also say "right" are not
among them: "derecho", "droit", "recht"."""


def read(folder: Path, language: str) -> dict[str, str]:
    entries = json.loads((folder / language / "data.json").read_text("utf-8"))
    return {entry["hexcode"]: entry["label"] for entry in entries if entry.get("group") in THINGS}


def main() -> None:
    folder = Path(sys.argv[1])
    english = read(folder, "en")
    rows = [f"{pair.replace('=', chr(9))}\t{thing}" for thing, pairs in EVERYDAY.items() for pair in pairs.split()]
    rows += [
        f"{language}\t{noun.replace('_', ' ')}\t{thing}"
        for thing, entries in (*FURTHER.items(), *SUBJECTS.items())
        for language, nouns in (entry.split("=") for entry in entries.split())
        for noun in nouns.split(",")
    ]
    for language in LANGUAGES:
        for code, noun in read(folder, language).items():
            if code in english and len(noun) < LONGEST and not re.search(r"\d", noun):
                rows.append(f"{language}\t{noun.lower()}\t{english[code]}")
    TARGET.write_bytes(gzip.compress("\n".join(rows).encode(), 9, mtime=0))
    print(f"{len(rows)} rows, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
