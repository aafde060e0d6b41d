"""Sets of the modern world: its ships, its wars, what it burns, and its cities."""

from videoagent_agent_image.drawing import light
from videoagent_agent_image.sets import (
    battle,
    climate,
    energy,
    industry,
    jungle,
    liner,
    london,
    new_york,
    paris,
    tokyo,
    war,
)
from videoagent_agent_image.sets.entry import SetEntry

_TOWN = (light.DAY, light.GOLDEN, light.DUSK, light.DAWN, light.NIGHT)

_SINKING = "titanic rms sinking maritime disaster naufrage naufragio hundimiento"
_EMPEROR = "napoleon napoléon napoleón napoleonic bonaparte emperor"
"""Words of a film as a whole: no view alone has a claim to them."""

MODERN: dict[str, SetEntry] = {
    "liner": SetEntry(
        liner.draw,
        "the age of ocean liners",
        (light.DAY, light.GOLDEN, light.DAWN),
        (
            (
                "a liner under steam",
                "ship ships liner liners atlantic ocean voyage crossing passengers class maiden southampton "
                f"{_SINKING}",
            ),
            (
                "a liner from before its bow",
                "ship ships liner liners atlantic ocean bow hull largest "
                f"size engine engines built builder shipyard belfast design speed {_SINKING}",
            ),
            (
                "a lit liner before an iceberg",
                f"iceberg icebergs ice collision struck hit warning warnings night april lookout {_SINKING}",
            ),
            (
                "a lifeboat, and a liner going down",
                "lifeboat lifeboats survivors survivor rescue rescued carpathia sank sink sunk died deaths drowned "
                f"{_SINKING}",
            ),
            (
                "a wreck on the sea floor",
                "wreck wreckage ballard seabed underwater floor expedition expeditions rust submersible "
                f"épave pecio {_SINKING}",
            ),
        ),
        ("air",),
        rare=2,
        opening=0,
        props=("passenger-ship", "ship", "ferry", "anchor"),
        nights=(2, 3, 4),
    ),
    "war": SetEntry(
        war.draw,
        "a war",
        (light.OVERCAST, light.DUSK, light.DAWN),
        (
            (
                "a ruined town in smoke",
                "city cities town bombed bombing ruins destroyed destruction stalingrad warsaw berlin dresden "
                "deaths died civilians massacres",
            ),
            (
                "searchlights over a burning town",
                "air raid raids bomb bombs bombers bombing blitz london luftwaffe night aircraft aerial planes sky "
                "civilians",
            ),
            (
                "poppies before barbed wire",
                "trench trenches somme verdun ypres flanders front western 1914 1915 1916 1917 1918 poppy poppies "
                "armistice deaths casualties",
            ),
            (
                "tanks at dusk",
                "tank tanks panzer army armies invasion invaded offensive front desert weapons battle kursk "
                "powers military allies axis",
            ),
            (
                "rows of white crosses",
                "dead deaths died killed casualties casualty victims memorial cemetery graves peace normandy "
                "fallen soldiers",
            ),
        ),
        opening=0,
        nights=(1,),
        sober=True,
    ),
    "battle": SetEntry(
        battle.draw,
        "an army of former times",
        (light.GOLDEN, light.OVERCAST, light.DUSK),
        (
            (
                "tents and banners of a camp",
                "camp camps tent tents siege march crusade crusades knight knights campaign battle battles war wars "
                f"{_EMPEROR}",
            ),
            (
                "ranks under banners",
                "army armies soldiers infantry troops men ranks victory defeat fought battle battles war wars pikes "
                f"{_EMPEROR}",
            ),
            (
                "guns on a hill",
                f"cannon cannons gun guns artillery waterloo austerlitz borodino gettysburg {_EMPEROR}",
            ),
        ),
        rare=1,
        opening=0,
        sober=True,
    ),
    "climate": SetEntry(
        climate.draw,
        "a climate that changes",
        (light.DAY, light.GOLDEN, light.DAWN),
        (
            (
                "smokestacks at dusk",
                "smoke emissions carbon dioxide greenhouse gases gas fossil fuel fuels coal oil pollution burning",
            ),
            (
                "cracked earth",
                "drought droughts desert deserts desertification heat dry crops water hotter temperature temperatures "
                "warming sequía sécheresse",
            ),
            (
                "a lone floe before a glacier",
                "ice glacier glaciers arctic polar melting melt sea level rise ocean oceans sheets bear warming",
            ),
            (
                "a forest on fire",
                "wildfire wildfires fire fires heatwave heat forests deforestation carbon dioxide greenhouse "
                "atmosphere hotter incendie incendio",
            ),
        ),
        opening=0,
        nights=(3,),
        sober=True,
    ),
    "energy": SetEntry(
        energy.draw,
        "power and where it comes from",
        (light.DAY, light.GOLDEN, light.DAWN),
        (
            (
                "turbines on hills",
                "wind turbine turbines windmill electricity renewable energy power onshore éolienne éolica",
            ),
            (
                "rows of solar panels",
                "solar sun panel panels photovoltaic cells sunlight renewable energy power solaire",
            ),
            ("turbines in the sea", "offshore sea ocean tidal wave wind renewable energy"),
            (
                "cooling towers at dusk",
                "nuclear reactor reactors fission uranium coal nucléaire nuclear station stations",
            ),
        ),
        rare=1,
        opening=0,
        props=("sun", "high-voltage", "battery", "electric-plug", "wind-face", "sun-with-face"),
    ),
    "industry": SetEntry(
        industry.draw,
        "the age of steam",
        (light.GOLDEN, light.DUSK, light.OVERCAST),
        (
            (
                "mills on a canal",
                "factory factories mill mills textile cotton town cities city canal chimney coal britain england "
                "industrial revolution workers",
            ),
            (
                "a foundry",
                "iron steel furnace furnaces foundry blast metallurgy ironworks coke industrial revolution workers",
            ),
            (
                "cogwheels",
                "machine machines machinery engine engines steam gear gears wheel invention inventions watt mechanical "
                "mechanisation industrial revolution",
            ),
        ),
        opening=0,
        props=("factory", "gear", "wheel", "fire", "hammer", "nut-and-bolt", "locomotive"),
        nights=(1,),
    ),
    "jungle": SetEntry(
        jungle.draw,
        "the rainforest",
        (light.DAY, light.GOLDEN, light.DAWN),
        (
            (
                "giants in the mist",
                "tree trees canopy forest rainforest plants species gorilla tiger jaguar monkeys light understory",
            ),
            (
                "a river from above",
                "river rivers amazon basin countries area size largest square kilometres brazil congo above",
            ),
            (
                "a pool among broad leaves",
                "water rain waterfall pool climate leaves plants flowers frogs insects animals species jaguar tiger",
            ),
        ),
        ("ground", "air"),
        opening=0,
    ),
    "paris": SetEntry(
        paris.draw,
        "Paris",
        _TOWN,
        (
            ("the tower above the river", "eiffel tower tour seine river bridge bridges monument monuments torre"),
            (
                "a boulevard",
                "street streets boulevard boulevards avenue café cafés fashion gastronomy commerce shops haussmann",
            ),
            ("roofs below the tower", "roofs roof night lights light artists arts montmartre"),
        ),
        opening=0,
    ),
    "london": SetEntry(
        london.draw,
        "London",
        _TOWN,
        (
            ("the clock tower by the river", "clock ben parliament westminster thames government palace"),
            ("a bridge of towers", "bridge bridges tower thames river port trade"),
            ("a red bus", "bus buses street streets transport underground traffic century"),
        ),
        opening=0,
        one_sided=True,
    ),
    "tokyo": SetEntry(
        tokyo.draw,
        "Tokyo",
        _TOWN,
        (
            ("the tower before a snowy cone", "fuji mountain bay tower"),
            ("the tower from near", "tower night lights modern economy skyscrapers"),
            ("a pagoda before the blocks", "temple temples shrine history edo shogun culture old tradition blossom"),
        ),
        opening=0,
        props=("tokyo-tower", "mount-fuji"),
    ),
    "new_york": SetEntry(
        new_york.draw,
        "New York",
        _TOWN,
        (
            ("towers from the harbour", "skyline skyscraper skyscrapers manhattan empire chrysler harbour harbor"),
            ("the statue with the torch", "statue liberty immigrants immigration ellis island freedom torch"),
            (
                "cabs between the blocks",
                "street streets broadway taxi taxis traffic wall avenue theatre",
            ),
        ),
        opening=0,
        props=("statue-of-liberty", "taxi"),
        one_sided=True,
    ),
}
