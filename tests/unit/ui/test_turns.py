import asyncio

from inspector_app.ui.turns import Turns


def test_a_second_change_waits_until_the_first_is_done():
    seen = []

    async def change(name):
        seen.append(f"{name} begins")
        await asyncio.sleep(0.01)
        seen.append(f"{name} ends")

    async def both():
        turns = Turns()
        await asyncio.gather(turns(change, "back"), turns(change, "sync"))

    asyncio.run(both())
    assert seen == ["back begins", "back ends", "sync begins", "sync ends"]


def test_a_change_that_leads_to_another_does_not_wait_for_itself():
    seen = []

    async def run():
        turns = Turns()

        async def home():
            seen.append("home")

        async def back():
            await turns(home)

        await asyncio.wait_for(turns(back), 1)

    asyncio.run(run())
    assert seen == ["home"]


def test_a_change_that_fails_gives_its_turn_away():
    seen = []

    async def run():
        turns = Turns()

        async def fail():
            raise ValueError("gone")

        async def go_on():
            seen.append("on")

        await asyncio.gather(turns(fail), return_exceptions=True)
        await asyncio.wait_for(turns(go_on), 1)

    asyncio.run(run())
    assert seen == ["on"]
