using System.Diagnostics;
using ReformFlow.Local.Calendar;

namespace ReformFlow.Local.Tests.Calendar;

public sealed class VirtualClockTests : IDisposable
{
    static readonly DateTimeOffset _first = new(2026, 6, 15, 0, 0, 0, TimeSpan.Zero);
    static readonly Task _silent = new TaskCompletionSource().Task;

    /// <summary>A tick of ten milliseconds is a virtual hour.</summary>
    const double HourPerTick = 360_000;

    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    string ClockFile => _data.Of("clock.json");

    VirtualClock Open(double speed = HourPerTick) => VirtualClock.Open(_data.Path, _first, speed)!;

    [Fact]
    public void Folder_without_a_clock_has_real_time()
    {
        Assert.Null(VirtualClock.Open(_data.Path, null, HourPerTick));
        Assert.False(File.Exists(ClockFile));
    }

    [Fact]
    public async Task Clock_stands_still_while_nobody_lets_it_pass()
    {
        var clock = Open();

        await Task.Delay(50);

        Assert.Equal(_first, clock.GetUtcNow());
    }

    [Fact]
    public async Task Clock_passes_to_the_moment_and_no_further()
    {
        var clock = Open();
        var until = _first.AddHours(2.5);

        await clock.PassAsync(until, _silent, default);

        Assert.Equal(until, clock.GetUtcNow());
    }

    [Fact]
    public async Task Clock_stands_still_while_anybody_holds_it()
    {
        var clock = Open();
        var (one, other) = (clock.Hold(), clock.Hold());
        var passing = clock.PassAsync(_first.AddHours(1), _silent, default);

        await Task.Delay(50);
        one.Dispose();
        one.Dispose();
        await Task.Delay(50);

        Assert.Equal(_first, clock.GetUtcNow());
        other.Dispose();
        await passing;
        Assert.Equal(_first.AddHours(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task Clock_stands_still_while_nobody_has_anything_ahead()
    {
        var clock = Open();
        var doorbell = new TaskCompletionSource();
        var passing = clock.PassAsync(null, doorbell.Task, default);

        await Task.Delay(50);

        Assert.Equal(_first, clock.GetUtcNow());
        doorbell.SetResult();
        await passing;
    }

    [Fact]
    public async Task Ring_ends_the_passing_at_once()
    {
        var clock = Open(speed: 1);
        var doorbell = new TaskCompletionSource();
        var passing = clock.PassAsync(_first.AddDays(100), doorbell.Task, default);
        var watch = Stopwatch.StartNew();

        doorbell.SetResult();
        await passing;

        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
    }

    // A post appends, rings and lets go. Time that passed between its ring and the worker's look would date what follows from it later than it was.
    [Fact]
    public async Task No_time_passes_between_a_post_and_the_look_that_it_rang_for()
    {
        var clock = Open();
        for (var post = 0; post < 100; post++)
        {
            var doorbell = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var passing = clock.PassAsync(_first.AddYears(10), doorbell.Task, default);
            await Task.Delay(post % 13);
            DateTimeOffset posted;
            using (clock.Hold())
            {
                posted = clock.GetUtcNow();
                doorbell.SetResult();
            }
            await passing;
            Assert.Equal(posted, clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task Stopping_ends_the_passing()
    {
        var clock = Open(speed: 1);
        using var stop = new CancellationTokenSource();
        var passing = clock.PassAsync(_first.AddDays(1), _silent, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passing);
    }

    [Fact]
    public async Task Waiters_are_woken_in_order_and_each_is_held_for()
    {
        var clock = Open();
        var order = new List<string>();
        var later = WaitAsync("later", _first.AddHours(5.5));
        var sooner = WaitAsync("sooner", _first.AddHours(2.5));
        using var stop = new CancellationTokenSource();
        var passing = clock.PassAsync(_first.AddHours(10), _silent, stop.Token);

        await Task.WhenAll(sooner, later);
        await passing;

        Assert.Equal([$"sooner {_first.AddHours(2.5):HH:mm}", $"later {_first.AddHours(5.5):HH:mm}"], order);

        async Task WaitAsync(string name, DateTimeOffset moment)
        {
            using (await clock.WaitUntilAsync(moment))
            {
                await Task.Delay(50);
                order.Add($"{name} {clock.GetUtcNow():HH:mm}");
            }
        }
    }

    [Fact]
    public async Task Waiter_alone_lets_the_clock_pass_to_its_moment()
    {
        var clock = Open();
        using var stop = new CancellationTokenSource();
        var passing = clock.PassAsync(null, _silent, stop.Token);

        using (await clock.WaitUntilAsync(_first.AddDays(1))) Assert.Equal(_first.AddDays(1), clock.GetUtcNow());

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passing);
    }

    [Fact]
    public async Task Waiter_for_a_moment_that_has_come_is_held_for_too()
    {
        var clock = Open();
        Task passing;
        using (await clock.WaitUntilAsync(_first))
        {
            passing = clock.PassAsync(_first.AddHours(1), _silent, default);
            await Task.Delay(50);
            Assert.Equal(_first, clock.GetUtcNow());
            Assert.False(passing.IsCompleted);
        }
        // A clock that still passes would write into the folder while it is taken away.
        await passing;
    }

    [Theory]
    [InlineData(HourPerTick)]
    [InlineData(HourPerTick / 7)]
    [InlineData(HourPerTick * 240)]
    public async Task Killed_server_goes_on_later_and_never_earlier(double speed)
    {
        var before = _first;
        for (var kill = 1; kill <= 5; kill++)
        {
            // Whoever is killed writes nothing more; opening the file again is all that a new process does.
            var clock = Open(speed);
            Assert.True(kill == 1 ? clock.GetUtcNow() == _first : clock.GetUtcNow() > before, $"{clock.GetUtcNow():u} is not later than {before:u}.");
            Assert.InRange(clock.GetUtcNow(), before, before.AddHours(1));
            await clock.PassAsync(clock.GetUtcNow().AddSeconds(speed / 20), _silent, default);
            before = clock.GetUtcNow();
        }
    }

    [Fact]
    public async Task Speed_of_the_first_start_stays()
    {
        Open(speed: 1);
        var clock = Open(speed: HourPerTick);
        var now = clock.GetUtcNow();
        using var stop = new CancellationTokenSource(100);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clock.PassAsync(now.AddDays(1), _silent, stop.Token));

        Assert.InRange(clock.GetUtcNow(), now, now.AddSeconds(10));
    }

    // A killed process leaves what others see at any moment; so somebody looks all the time.
    [Fact]
    public async Task File_is_whole_and_ahead_at_every_moment()
    {
        var clock = Open(HourPerTick * 24);
        var passing = clock.PassAsync(_first.AddDays(60), _silent, default);
        var looks = 0;
        while (!passing.IsCompleted)
        {
            var now = clock.GetUtcNow();
            var text = File.ReadAllText(ClockFile);
            var ahead = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("notYetPassed").GetDateTimeOffset();
            Assert.True(ahead > now, $"The file says {ahead:u} at {now:u}.");
            looks++;
            await Task.Yield();
        }
        await passing;
        Assert.True(looks > 20, $"Only {looks} looks.");
    }

    [Fact]
    public async Task Clock_whose_file_cannot_be_written_does_not_pass()
    {
        var clock = Open();
        // The disk is full: the temporary file can't be made.
        Directory.CreateDirectory(ClockFile + ".new");

        for (var attempt = 1; attempt <= 3; attempt++)
            await Assert.ThrowsAnyAsync<Exception>(() => clock.PassAsync(_first.AddDays(1), _silent, default));

        Assert.InRange(clock.GetUtcNow(), _first, _first.AddHours(1).AddTicks(-1));
        Directory.Delete(ClockFile + ".new");
        await clock.PassAsync(_first.AddDays(1), _silent, default);
        Assert.Equal(_first.AddDays(1), clock.GetUtcNow());
    }
}
