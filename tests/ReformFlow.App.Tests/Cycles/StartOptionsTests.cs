using ReformFlow.App.Cycles;
using ReformFlow.Core.Cycles;

namespace ReformFlow.App.Tests.Cycles;

public class StartOptionsTests
{
    [Fact]
    public void What_was_never_shown_is_as_usual()
    {
        var options = StartOptions.Read(_ => null);
        Assert.Equal(new CycleHours(), options.Hours);
        Assert.Equal(new ReminderRule().Offsets, options.Reminders.Offsets);
        Assert.Equal(EscalationRule.Usual, options.Escalation);
        Assert.True(options.HasQuietDays);
        Assert.False(options.NeedsConfirmation);
        Assert.Empty(options.Problems());
    }

    [Fact]
    public void A_box_that_is_not_ticked_says_no()
    {
        var options = Read();
        Assert.Equal((false, false, false), (options.HasQuietDays, options.NeedsConfirmation, options.EscalatesAutomatically));
    }

    [Theory]
    [InlineData("3", "1、3", new[] { -3, 1, 3 })]
    [InlineData("５，3", "1・2, 4", new[] { -5, -3, 1, 2, 4 })]
    [InlineData("0", "", new[] { 0 })]
    [InlineData("", "", new int[0])]
    [InlineData("3、3", "40", new[] { -3, 40 })]
    public void Days_are_read_as_people_type_them(string before, string after, int[] offsets)
    {
        var options = Read(("remindBefore", before), ("remindAfter", after));
        Assert.Empty(options.Problems());
        Assert.Equal(offsets, options.Reminders.Offsets);
    }

    [Theory]
    [InlineData("remindBefore", "41")]
    [InlineData("remindBefore", "-1")]
    [InlineData("remindAfter", "0")]
    [InlineData("remindAfter", "三日")]
    [InlineData("remindAfter", "1,2,3,4,5,6,7,8,9,10,11")]
    [InlineData("toSuperior", "0")]
    [InlineData("toSuperior", "1、2")]
    [InlineData("toBureau", "5")]
    [InlineData("mailsAt", "")]
    [InlineData("dueAt", "25:00")]
    public void What_can_t_be_meant_is_told_beside_its_field(string field, string typed) =>
        Assert.Equal(field, Assert.Single(Read((field, typed)).Problems()).Place);

    [Theory, InlineData("6"), InlineData("")]
    public void The_bureau_hears_of_it_after_the_superior_or_not_at_all(string toBureau) => Assert.Empty(Read(("toBureau", toBureau)).Problems());

    static StartOptions Read(params (string Name, string Value)[] typed)
    {
        var usual = new Dictionary<string, string>
        {
            [StartOptions.Marker] = "shown", ["mailsAt"] = "09:00", ["dueAt"] = "17:00", ["publishedAt"] = "10:00",
            ["remindBefore"] = "3", ["remindAfter"] = "1、3", ["toSuperior"] = "5", ["toBureau"] = "8",
        };
        foreach (var (name, value) in typed) usual[name] = value;
        return StartOptions.Read(usual.GetValueOrDefault);
    }
}
