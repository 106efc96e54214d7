"""Two chats kept apart, on the fakes and on the bridge alike (see `contract.py`)."""


async def with_a_suffix_each_launch_creates(stage):
    widget = await stage.widget({"storageSuffix": "shop"}, groups=["7000001"])
    widget.launch_conversation()
    await stage.until(lambda: len(stage.created) == 1)
    await stage.until(lambda: widget.group_id is not None)

    widget.launch_conversation()
    await stage.until(lambda: len(stage.created) == 2)


async def a_logout_leaves_nothing_of_a_chat_with_names_of_its_own(stage):
    install = {"storageSuffix": "shop", "domainKey": "shop", "userName": "Ada"}
    widget = await stage.widget(install)
    widget.update_settings({"teamId": 7})
    widget.logout()
    assert widget.traces() == []
    assert widget.status == "signed_out"
