using ReformFlow.App.Ports;
using ReformFlow.Functions.Mail;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>How many at once, how far apart, how long somebody waits, and rest; on a clock turned by hand.</summary>
public sealed class PaceTests : IDisposable
{
    static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(1);

    readonly HandTime _time = new(new(2026, 6, 22, 0, 0, 0, TimeSpan.Zero));
    readonly Pace _pace;

    public PaceTests() => _pace = new(2, _time);

    public void Dispose() => _pace.Dispose();

    [Fact]
    public async Task First_mail_leaves_at_once_and_the_next_after_its_distance()
    {
        (await _pace.EnterAsync(default)).Dispose();
        List<Task<IDisposable>> waiting = [_pace.EnterAsync(default), _pace.EnterAsync(default), _pace.EnterAsync(default)];

        while (waiting.Count > 0)
        {
            _time.Pass(TimeSpan.FromMilliseconds(499));
            Assert.All(waiting, w => Assert.False(w.IsCompleted));
            _time.Pass(_tick);
            var left = await Task.WhenAny(waiting);
            (await left).Dispose();
            waiting.Remove(left);
        }
    }

    [Fact]
    public async Task Idle_time_is_not_saved_up()
    {
        (await _pace.EnterAsync(default)).Dispose();
        _time.Pass(TimeSpan.FromHours(1));

        (await _pace.EnterAsync(default)).Dispose();
        Assert.False(_pace.EnterAsync(default).IsCompleted);
    }

    [Fact]
    public async Task No_more_than_four_are_on_their_way()
    {
        var turns = new List<IDisposable>();
        for (var i = 0; i < Pace.AtOnce; i++)
        {
            turns.Add(await _pace.EnterAsync(default));
            _time.Pass(TimeSpan.FromSeconds(1));
        }
        var fifth = _pace.EnterAsync(default);
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.False(fifth.IsCompleted);

        turns[0].Dispose();
        turns[0].Dispose();

        await fifth;
        Assert.False(_pace.EnterAsync(default).IsCompleted);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_two_minutes_for_others_to_finish()
    {
        for (var i = 0; i < Pace.AtOnce; i++)
        {
            await _pace.EnterAsync(default);
            _time.Pass(TimeSpan.FromSeconds(1));
        }
        var fifth = _pace.EnterAsync(default);

        _time.Pass(Pace.Patience - _tick);
        Assert.False(fifth.IsCompleted);
        _time.Pass(_tick);
        await Assert.ThrowsAsync<MailBusyException>(() => fifth);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_two_minutes_for_the_next_mail()
    {
        using var slow = new Pace(0.005, _time);
        await slow.EnterAsync(default);
        var second = slow.EnterAsync(default);

        _time.Pass(Pace.Patience - _tick);
        Assert.False(second.IsCompleted);
        _time.Pass(_tick);
        await Assert.ThrowsAsync<MailBusyException>(() => second);
    }

    [Fact]
    public async Task Whoever_gives_up_leaves_room_for_others()
    {
        using var cancellation = new CancellationTokenSource();
        using var slow = new Pace(0.1, _time);
        (await slow.EnterAsync(default)).Dispose();
        var waiting = Enumerable.Range(0, 8).Select(_ => slow.EnterAsync(cancellation.Token)).ToList();

        await cancellation.CancelAsync();

        foreach (var one in waiting) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        var next = slow.EnterAsync(default);
        _time.Pass(TimeSpan.FromSeconds(10));
        (await next).Dispose();
    }

    [Fact]
    public async Task Rest_lets_nobody_through_until_it_is_over()
    {
        _pace.Rest(TimeSpan.FromSeconds(42));

        _time.Pass(TimeSpan.FromSeconds(42) - _tick);
        Assert.Contains("1 seconds of it", (await Assert.ThrowsAsync<MailBusyException>(() => _pace.EnterAsync(default))).Message);
        _time.Pass(_tick);
        (await _pace.EnterAsync(default)).Dispose();
    }

    [Fact]
    public async Task Longer_rest_stands_whatever_is_asked_later()
    {
        _pace.Rest(TimeSpan.FromSeconds(42));
        _pace.Rest(TimeSpan.FromSeconds(1));

        _time.Pass(TimeSpan.FromSeconds(41));
        await Assert.ThrowsAsync<MailBusyException>(() => _pace.EnterAsync(default));
    }

    [Fact]
    public async Task Those_who_wait_already_are_sent_away_by_a_rest()
    {
        var turns = new List<IDisposable>();
        for (var i = 0; i < Pace.AtOnce - 1; i++)
        {
            turns.Add(await _pace.EnterAsync(default));
            _time.Pass(TimeSpan.FromMilliseconds(500));
        }
        turns.Add(await _pace.EnterAsync(default));
        turns[0].Dispose();
        var forItsMoment = _pace.EnterAsync(default);
        var forTheGate = _pace.EnterAsync(default);

        _pace.Rest(TimeSpan.FromSeconds(42));
        turns[1].Dispose();
        _time.Pass(TimeSpan.FromMilliseconds(500));

        await Assert.ThrowsAsync<MailBusyException>(() => forTheGate);
        await Assert.ThrowsAsync<MailBusyException>(() => forItsMoment);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Rate_that_is_none_is_refused_at_the_start(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pace(rate, _time));
}
