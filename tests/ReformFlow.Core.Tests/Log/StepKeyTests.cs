using ReformFlow.Core.Log;

namespace ReformFlow.Core.Tests.Log;

public class StepKeyTests
{
    [Fact]
    public void Key_says_what_the_step_is_for() =>
        Assert.Equal("yama~r7~remind~zeimu~2~2026-06-30~-3", StepKey.Of("yama", "r7", StepKind.Remind, "zeimu", 2, new(2026, 6, 30), -3));

    [Fact]
    public void Every_kind_has_a_word_of_its_own_and_is_found_again_by_it()
    {
        var keys = Enum.GetValues<StepKind>().ToDictionary(k => k, k => StepKey.Of("yama", "r7-1", k, "zeimu-2", 1, new(2026, 6, 30), 0));

        Assert.Equal(keys.Count, keys.Values.Distinct().Count());
        Assert.All(keys, k => Assert.Equal(k.Key, StepKey.KindOf(k.Value)));
        Assert.All(keys, k => Assert.Matches("^[a-z-]+$", k.Value.Split('~')[2]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("remind")]
    [InlineData("yama~r7~dance~zeimu~2~2026-06-30~-3")]
    [InlineData("yama~r7~Remind~zeimu~2~2026-06-30~-3")]
    [InlineData("yama~r7~remind~zeimu~2~2026-06-30")]
    [InlineData("yama~r7~remind~zeimu~2~2026-06-30~-3~x")]
    public void Key_of_another_version_has_no_kind(string key) => Assert.Null(StepKey.KindOf(key));

    [Fact]
    public void Message_id_is_made_from_the_key_alone() =>
        Assert.Equal("<yama.r7.remind.zeimu.2.2026-06-30.-3@example.jp>", StepKey.MessageId("yama~r7~remind~zeimu~2~2026-06-30~-3", "example.jp"));
}
