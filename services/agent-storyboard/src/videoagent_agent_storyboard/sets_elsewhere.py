"""Words for sets in languages of which the built-in writer has no articles.

German, Italian, Portuguese, Russian, Arabic, Chinese, Japanese, Korean; only such as mean one thing, written like those
in ``sets.py``.
"""

WORDS = {
    "railway": "eisenbahn* dampflok* lokomotive bahnhof ferrovi* железн* поезд* 鉄道 铁路 火车 列車 철도 قطار",
    "great_wall": "chinesische_mauer grande_muraglia grande_muralha китайская_стена 长城 長城",
    "savanna": "löwe löwen elefant* giraffe savanne leoni_ leões_ слон* 狮子 ライオン 大象 الفيل",
    "sacred": "kathedrale kirche moschee cattedrale chiesa moschea mesquita igreja собор_ мечет* 教会 清真寺 مسجد",
    "volcano": "vulkan* vulcan* вулкан* 火山 بركان 화산",
    "space": "weltraum* weltall raumfahrt* mondlandung космос* планет* 宇宙 太空 月球 الفضاء 우주",
    "deep_sea": "tiefsee* 深海",
    "sea": "ozean* segelschiff* leuchtturm* океан* 海洋 대양 المحيط",
    "mountains": "gebirge alpen_ montagna montagne montanha 山脉 アルプス الجبال",
    "forest": "wald_ wälder_ foresta floresta 森林 الغابة",
    "stadium": "fußball* fussball* calcio_ futebol olympische_spiele футбол* サッカー 足球 축구 كرة_القدم",
    "kitchen": "schokolade* cioccolato chocolate_ käse_ formaggio шоколад* 寿司 料理 الشوكولاتة",
    "concert": "konzert* klavier* sinfonie* pianoforte музык* 音乐 音楽 음악 الموسيقى",
    "vikings": "wikinger* vichinghi викинг* ヴァイキング 维京",
    "dinosaurs": "dinosaurier* dinosauri dinossauro динозавр* 恐竜 恐龙 공룡 ديناصور",
    "wildlife": "wölfe_ bären_ füchse_ lupi_ orsi_ волк* медвед*",
    "home": "katze katzen hunde_ gatti_ gatto_ кошк* собак* 猫 고양이 القطط",
    "tea": "teeblätter teekanne schwarztee grüntee чай_ 绿茶 お茶 الشاي",
    "chess": "schach* scacchi xadrez шахмат* 国际象棋 チェス الشطرنج",
    "city": "großstadt* grossstadt* 城市 都市 도시",
    "desert": "wüste wüsten deserto пустын* пирамид* ägypten egitto 沙漠 砂漠 الصحراء مصر_القديمة",
    "bakery": "brot_ brote_ bäcker* bäckerei* хлеб* 面包 الخبز",
    "coffee": "kaffee* caffè кофе コーヒー 咖啡 커피 القهوة",
    "honeycomb": "bienenstock* imker* alveare 蜂蜜 العسل",
    "meadow": "biene bienen honigbiene* abelha пчел* пчёл* 蜜蜂 النحل",
    "underwater": "korallenriff* haie_ wale_ delfine_ squali_ balene_ акул* 珊瑚 サンゴ",
    "war": "weltkrieg* guerra_mondiale мировая_война 世界大战 世界大戦 الحرب_العالمية",
    "uprising": "französische_revolution rivoluzione_francese revolução_francesa",
    "antiquity": "antikes_griechenland antica_grecia grécia_antiga древняя_греция 古希腊 古代ギリシャ",
    "arches": "römisches_reich impero_romano império_romano древний_рим 罗马帝国 古代ローマ",
    "climate": "klimawandel* cambiamento_climatico mudanças_climáticas изменение_климата 气候变化 気候変動",
    "flight": "flugzeug* luftfahrt* самолёт* самолет* 飞机 飛行機 الطائرات",
    "studio": "malerei gemälde pittura художник* живопис* 绘画 絵画",
    "money": "münze münzen börse_ denaro_ деньги 货币",
}

FALSE_FRIENDS = {
    "de": "war star band chef_",
    "es": "roman chef_",
    "fr": "car coin roman chef_",
    "nl": "roman star band",
}
"""By language: words of ``sets.py`` that are another word there, and a common one ("war" is "was" in German)."""
