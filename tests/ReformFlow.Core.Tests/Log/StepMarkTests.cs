using ReformFlow.Core.Log;

namespace ReformFlow.Core.Tests.Log;

public class StepMarkTests
{
    static readonly StepMark _mark = new(Sample.At("6/1 9:00"), "w1", null);

    [Theory]
    [InlineData("w1", "6/1 9:00:01", "6/1 9:00")]
    [InlineData("w1", "6/1 9:00", "6/1 9:00")]
    [InlineData("w1", "6/1 8:59:59", "6/1 9:10")]
    [InlineData("w2", "6/1 9:00:01", "6/1 9:10")]
    public void Claim_keeps_others_away_for_ten_minutes_and_its_worker_until_it_starts_anew(string worker, string startedAt, string freeAt) =>
        Assert.Equal(Sample.At(freeAt), _mark.FreeAt(worker, Sample.At(startedAt)));

    [Fact]
    public void Claim_outcome_and_new_claim_follow_each_other()
    {
        var claimed = StepMarks.None.After(new StepClaimed("k", "w1"), Sample.At("6/1"));
        var sent = claimed.After(new ReceiptLike("k"), Sample.At("6/2"));

        Assert.Equal((false, true), (claimed.IsFinished("k"), sent.IsFinished("k")));
        Assert.Equal(new StepMark(Sample.At("6/1"), "w1", "ReceiptLike"), sent["k"]);
        Assert.Equal(["k"], claimed.Unfinished());
        Assert.Empty(sent.Unfinished());
        Assert.False(StepMarks.None.IsFinished("k"));
        Assert.Equal(new StepMark(Sample.At("6/3"), "w2", null) { Tries = 2, Since = Sample.At("6/1") }, claimed.After(new StepClaimed("k", "w2"), Sample.At("6/3"))["k"]);
    }

    [Fact]
    public void Dropped_step_is_neither_unfinished_nor_finished()
    {
        var dropped = StepMarks.None.After(new StepClaimed("k", "w1"), Sample.At("6/1")).After(new StepDropped("k", ""), Sample.At("6/2"));

        Assert.Empty(dropped.Unfinished());
        Assert.False(dropped.IsFinished("k"));
    }

    [Fact]
    public void Step_that_was_put_off_is_free_at_once_and_unfinished()
    {
        var marks = StepMarks.None.After(new StepClaimed("k", "w1"), Sample.At("6/1")).After(new StepPutOff("k", "busy"), Sample.At("6/1"));

        Assert.Equal(Sample.At("6/1"), marks["k"].FreeAt("w2", Sample.At("6/1")));
        Assert.Equal(["k"], marks.Unfinished());
    }

    [Theory]
    [InlineData(11, 0)]
    [InlineData(12, 60)]
    [InlineData(13, 120)]
    [InlineData(14, 240)]
    [InlineData(15, 360)]
    [InlineData(500, 360)]
    public void Step_that_was_tried_twelve_times_in_vain_rests_ever_longer(int tries, int minutes)
    {
        var marks = StepMarks.None;
        for (var i = 1; i <= tries; i++) marks = marks.After(new StepClaimed("k", "w1"), Sample.At("6/1")).After(new StepPutOff("k", "busy"), Sample.At("6/1"));

        Assert.Equal(Sample.At("6/1").AddMinutes(minutes), marks["k"].FreeAt("w1", Sample.At("6/1")));
        Assert.Equal(1, marks.After(new StepDropped("k", ""), Sample.At("6/2")).After(new StepClaimed("k", "w1"), Sample.At("6/2"))["k"].Tries);
    }

    [Fact]
    public void Skipped_step_is_finished() => Assert.True(StepMarks.None.After(new StepSkipped("k", ""), Sample.At("6/1")).IsFinished("k"));

    sealed record ReceiptLike(string Key) : StepOutcome(Key);
}
