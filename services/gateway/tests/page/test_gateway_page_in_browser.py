"""The page as its reader has it."""

from typing import Any

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.commands import CreateTask
from videoagent_contracts.enums import StepKind, TaskStatus
from videoagent_contracts.envelope import Envelope
from videoagent_contracts.film import MediaItem, MediaKind
from videoagent_contracts.status import StatusEvent
from videoagent_contracts.steps import AgentAnnounced, Price, PriceUnit, ProviderInfo

LISTED = "performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/tasks?')).length"
CARDS = "document.querySelectorAll('.film').length"


async def test_what_the_list_does_not_show_does_not_load_it_again(tab: Any, world: Any) -> None:
    """Films beyond the first page tell their progress several times a second each."""
    older = [await world.task(f"Volcanoes {number}") for number in range(2)]
    for number in range(12):
        await world.task(f"Rivers {number}")
    await tab.open()
    await tab.run("window.first = document.querySelector('.film')")
    before = await tab.run(LISTED)
    for progress in range(1, 20):
        for task_id in older:
            await world.registry.say(task_id, status=TaskStatus.RUNNING, progress=float(progress))
    newest = await world.task("The last one")
    await tab.until(f"document.querySelector('.film').href.includes('{newest}')")
    assert await tab.run(LISTED) - before <= 3
    assert await tab.run("window.first.isConnected")


async def test_the_focus_stays_while_a_film_is_made(tab: Any, world: Any, pieces: Any) -> None:
    stage, steps = StepKind.STYLE, pieces["steps"]("style")
    task_id = await world.task(status=TaskStatus.RUNNING, stage=stage, steps=steps)
    await tab.open(f"/?task={task_id}")
    await tab.run("document.querySelector('#task .button').focus()")
    news = {"stage": StepKind.STORY, "shots": pieces["shots"](0), "steps": pieces["steps"]("style", "story")}
    await world.registry.say(task_id, StatusEvent.STEP_CHANGED, step_id="story", **news)
    await tab.until("document.querySelectorAll('[data-shot]').length === 3")
    assert await tab.run("document.activeElement.textContent") == "Cancel"
    assert await tab.run("document.querySelector('#announce').textContent") == "Volcanoes: Story"
    await tab.run("document.activeElement.click()")
    await tab.until("document.activeElement.id === 'task-title'")
    assert await tab.run("document.querySelector('#announce').textContent") == "Volcanoes: cancelled"


async def test_a_lost_answer_makes_no_second_film(tab: Any, world: Any) -> None:
    await tab.open()
    await tab.run("""
        window.honest = window.fetch;
        window.fetch = async (address, request) => {
          const answer = await window.honest(address, request);
          if (request.method === "POST" && !window.lost) {
            window.lost = true;
            throw new TypeError("the connection broke");
          }
          return answer;
        };
        document.querySelector("#topic").focus();
    """)
    await tab.type("Tides")
    await tab.run("document.querySelector('#submit').click()")
    await tab.until("!document.querySelector('#form-error').hidden")
    await tab.run("document.querySelector('#submit').click()")
    await tab.until("document.querySelector('#task-title')?.textContent === 'Tides'")
    assert sum(isinstance(command.payload, CreateTask) for command in world.registry.commands) == 1


async def test_what_is_wrong_is_told_at_its_field(tab: Any, world: Any) -> None:
    """A browser gives scripts nothing for a number that is none; it was left out without a word."""
    await tab.open()
    await tab.run("const form = document.forms[0]; form.topic.value = 'Tides'; form.language.value = 'english'")
    await tab.run("document.querySelector('.options').open = true; document.forms[0].duration.focus()")
    await tab.type("1e")
    await tab.run("document.querySelector('#submit').click()")
    await tab.until("document.activeElement.getAttribute('aria-invalid')")
    told = "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    assert await tab.run(told) == "must be a number"
    await tab.run("document.forms[0].duration.value = ''; document.querySelector('#submit').click()")
    await tab.until("document.activeElement.name === 'language'")
    assert "BCP 47" in await tab.run(told)
    assert await tab.run("document.querySelector('[data-error-for=\"options.duration\"]').hidden")
    assert world.registry.commands == []


async def test_leaving_a_film_leaves_nothing_of_it(tab: Any, world: Any) -> None:
    await world.task("Tides")
    await tab.open()
    await tab.run("document.querySelector('.film').click()")
    await tab.until("document.title.includes('Tides')")
    await tab.run("history.back()")
    await tab.until("document.title === 'Video Agent'")
    assert await tab.run("document.querySelector('#task').hidden")
    assert await tab.run("document.querySelectorAll('[aria-current]').length") == 0


async def test_a_film_plays_on_while_it_is_changed(tab: Any, world: Any, pieces: Any) -> None:
    """Every step that ended drew the whole section anew, and a player that is taken out of the page stops."""
    task_id = await world.task(status=TaskStatus.RUNNING, earlier_film=pieces["film"](), steps=pieces["steps"]("style"))
    await tab.open(f"/?task={task_id}")
    await tab.until("document.querySelector('#task .before video')")
    await tab.run("""
        window.taken = [];
        new MutationObserver((changes) => window.taken.push(...changes.flatMap((change) => [...change.removedNodes])))
          .observe(document.querySelector("#task"), { childList: true });
    """)
    steps = pieces["steps"]("style", "story")
    await world.registry.say(task_id, StatusEvent.STEP_CHANGED, step_id="story", steps=steps)
    await tab.until("document.querySelectorAll('.stages [data-state=done]').length === 2")
    assert await tab.run("window.taken.some((one) => one.className === 'progress')")
    assert not await tab.run("window.taken.some((one) => one.className === 'before')")
    assert await tab.run("document.querySelector('#task').lastElementChild.className") == "before"


async def test_nothing_is_cut_off_on_a_phone(tab: Any, world: Any, pieces: Any) -> None:
    """A status of several words made its column as wide as itself."""
    task_id = await world.task("A film in the queue", waiting="quota", shots=pieces["shots"](0))
    await world.task("Donaudampfschifffahrtsgesellschaftskapitänsmütze")
    await tab.send("Emulation.setDeviceMetricsOverride", width=360, height=800, deviceScaleFactor=1, mobile=True)
    await tab.open(f"/?task={task_id}")
    await tab.run("document.querySelector('.options').open = true")
    beyond = "[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > 360)"
    assert await tab.run(f"{beyond}.map((one) => one.className || one.tagName)") == []


async def test_searching(tab: Any, world: Any) -> None:
    for topic in ("Tides", "Rivers", "Rivers of ice"):
        await world.task(topic)
    await tab.open()
    await tab.until(f"{CARDS} === 3")
    await tab.run("document.querySelector('#search').focus()")
    await tab.type("rivers")
    await tab.until(f"{CARDS} === 2")
    await tab.type(" of sand")
    await tab.until("!document.querySelector('#none-found').hidden")
    await tab.run("document.querySelector('#search').value = ''")
    await tab.run("document.querySelector('#search').dispatchEvent(new Event('input'))")
    await tab.until(f"{CARDS} === 3")


async def test_own_pictures_become_scenes(tab: Any, world: Any) -> None:
    await tab.open()
    await tab.run("""
        window.honest = window.fetch;
        window.fetch = (address, request) => (String(address).startsWith("http://media.test")
          ? new Promise((resolve) => { window.arrive = () => resolve(new Response(null, { status: 204 })); })
          : window.honest(address, request));
        const given = new DataTransfer();
        given.items.add(new File(["picture"], "garden.jpg", { type: "image/jpeg" }));
        const chooser = document.querySelector("#own-files");
        chooser.files = given.files;
        chooser.dispatchEvent(new Event("change"));
        document.forms[0].topic.value = "Our garden";
    """)
    await tab.until("Boolean(window.arrive)")
    await tab.run("document.querySelector('#submit').click()")
    assert "Wait" in await tab.run("document.querySelector('[data-error-for=\"options.scenes\"]').textContent")
    (media_id,) = world.uploads.known
    file = ArtifactRef(bucket="b", key="garden.jpg", sha256="0" * 64, size=7, content_type="image/jpeg")
    world.uploads.arrived[media_id] = MediaItem(kind=MediaKind.IMAGE, ref=file, width=800, height=600)
    await tab.run("window.arrive()")
    await tab.until("document.querySelector('.own-state').textContent.startsWith('800 × 600')")
    await tab.run("document.querySelector('#own textarea').value = 'This is where it began.'")
    await tab.run("document.querySelector('#submit').click()")
    await tab.until("document.querySelector('#task-title')?.textContent === 'Our garden'")
    (scene,) = world.registry.commands[-1].payload.spec.options.scenes
    assert (scene.media, scene.narration) == (f"media:{media_id}", "This is where it began.")
    assert await tab.run("document.querySelectorAll('#own li').length") == 0


async def announce(world: Any, usd: float) -> None:
    prices = (Price(unit=PriceUnit.PICTURE, usd=usd),) if usd else ()
    provider = ProviderInfo(name="hosted" if usd else "builtin", available=True, is_default=True, prices=prices)
    said = AgentAnnounced(kind=StepKind.IMAGE, providers=(provider,))
    await world.projection.take([Envelope[AgentAnnounced].of(said, task_id="c", producer="t")])


async def test_what_a_film_costs_is_told_beside_the_button_and_follows_the_options(tab: Any, world: Any) -> None:
    await announce(world, usd=0)
    await tab.open()
    await tab.until("document.querySelector('#price').textContent === 'Costs nothing'")
    await tab.until("document.querySelector('#makers').textContent.startsWith('Everything')")
    await announce(world, usd=0.1)
    task_id = await world.task(status=TaskStatus.RUNNING, cost_usd=0.12)
    await tab.open(f"/?task={task_id}")
    cost = "document.querySelector('.progress .cost')?.textContent"
    await tab.until(f"{cost} === 'Costs about 0.52 USD, 0.12 USD of it spent'")
    await tab.until("document.querySelector('#price').textContent === 'Costs about 0.40 USD'")
    await tab.until("document.querySelector('#makers').textContent.includes('pictures by hosted')")
    await tab.run("document.querySelector('.options').open = true; document.forms[0].shots.focus()")
    await tab.type("11")
    await tab.until("document.querySelector('#price').textContent === 'Costs about 1.00 USD'")
    await tab.type("111")
    await tab.until("document.querySelector('#price').textContent === ''")


async def test_a_socket_that_has_fallen_silent_is_given_up(tab: Any, world: Any) -> None:
    """Whose network went, or whose machine slept, looked at "live" and at old states for as long as nobody spoke."""
    source = """
        const patience = window.setInterval;
        window.setInterval = (act, ms) => patience(act, ms === 15000 ? 50 : ms);
        window.sockets = [];
        window.WebSocket = class extends WebSocket {
          constructor(address) {
            super(address);
            this.addEventListener("message", (event) => this.deaf && event.stopImmediatePropagation());
            window.sockets.push(this);
          }
        };"""
    await tab.send("Page.addScriptToEvaluateOnNewDocument", source=source)
    await tab.open()
    await tab.run("new Promise((done) => setTimeout(done, 300))")
    assert await tab.run("window.sockets.length") == 1, "who answers is kept"
    await tab.run("window.sockets[0].deaf = true")
    await tab.until("window.sockets.length === 2")
    await tab.until("document.querySelector('#link-state').dataset.state === 'live'")
    await world.task("Tides")
    await tab.until(f"{CARDS} === 1")


async def test_where_no_socket_gets_through_the_page_asks(tab: Any, world: Any) -> None:
    source = """
        const patience = window.setInterval;
        window.setInterval = (act, ms) => patience(act, ms === 5000 ? 50 : ms);
        window.WebSocket = class extends EventTarget {
          constructor() {
            super();
            setTimeout(() => this.dispatchEvent(new CloseEvent("close")));
          }
          close() {}
        };"""
    await tab.send("Page.addScriptToEvaluateOnNewDocument", source=source)
    await tab.send("Page.navigate", url=tab.address)
    await tab.until("document.querySelector('#link-state')?.dataset.state === 'asking'")
    task_id = await world.task("Tides")
    await tab.until(f"{CARDS} === 1")
    await tab.run("document.querySelector('.film').click()")
    await world.registry.say(task_id, status=TaskStatus.RUNNING)
    await tab.until("document.querySelector('#task .pill')?.dataset.status === 'running'")


async def test_a_text_that_is_no_topic_becomes_the_narration(tab: Any, world: Any) -> None:
    """It was cut off at the length of a topic, without a word."""
    await tab.open()
    await tab.run("""
        const clipboardData = new DataTransfer();
        clipboardData.setData("text", "The sea is deep. ".repeat(100));
        document.forms[0].topic.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
    """)
    assert await tab.run("document.activeElement.name") == "script"
    assert await tab.run("document.activeElement.value.length") == 1699
