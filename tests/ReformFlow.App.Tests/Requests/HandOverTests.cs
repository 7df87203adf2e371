using ReformFlow.App.Requests;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Tests.Requests;

/// <summary>What becomes of a link when a request is handed over: whose mailbox it went to decides.</summary>
public sealed class HandOverTests
{
    const string Department = "zeimu";

    [Theory]
    [InlineData("section", false, 1)]
    [InlineData("section", true, 2)]
    [InlineData("personal", false, 2)]
    [InlineData("personal", true, 2)]
    public async Task Personal_mailbox_s_link_ends_and_a_section_s_only_by_choice(string mailbox, bool endsLink, int generation)
    {
        await using var office = await StartedAsync(mailbox);
        Assert.Equal(mailbox == "personal", HandOver.IsPersonal((await office.RunningAsync()).Municipality, await HeadAsync(office)));
        Assert.Null(await HandOverAsync(office, "sato@aoba.example", endsLink));
        Assert.Equal(generation, (await HeadAsync(office)).Generation);
    }

    [Theory, InlineData("section"), InlineData("personal")]
    public async Task What_a_person_was_given_ends_with_the_next_handover(string mailbox)
    {
        await using var office = await StartedAsync(mailbox);
        await HandOverAsync(office, "sato@aoba.example", false);
        var before = (await HeadAsync(office)).Generation;
        await HandOverAsync(office, "kato@aoba.example", false);
        Assert.Equal(before + 1, (await HeadAsync(office)).Generation);
        // Back in the section's mailbox the link is the section's again.
        await HandOverAsync(office, "zeimu@aoba.example", false);
        Assert.Equal(mailbox == "personal", HandOver.IsPersonal((await office.RunningAsync()).Municipality, await HeadAsync(office)));
    }

    static async Task<Office> StartedAsync(string mailbox)
    {
        var office = new Office();
        await office.StartAsync(organisation: Office.Organisation.Replace("\"address\":\"zeimu@aoba.example\"", $"\"address\":\"zeimu@aoba.example\",\"mailbox\":\"{mailbox}\"", StringComparison.Ordinal));
        return office;
    }

    static async Task<string?> HandOverAsync(Office office, string address, bool endsLink) =>
        await office.Get<HandOver>().RunAsync(await office.RunningAsync(), Department, address, "", endsLink, "post:zeimu", default);

    static async Task<RequestHead> HeadAsync(Office office) => (await office.RunningAsync()).Requests[Department];
}
