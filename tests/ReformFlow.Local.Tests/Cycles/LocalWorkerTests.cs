using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Local.Calendar;
using ReformFlow.Local.Cycles;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>The loop that waits and does: on a virtual clock of its own, with a log in memory.</summary>
public sealed class LocalWorkerTests : IAsyncLifetime
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    readonly DataFolder _data = new();
    MemoryTown _town = null!;
    ServiceProvider _services = null!;
    LocalWorker _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await MemoryTown.StartedAsync();
        Directory.CreateDirectory(_data.Of(MemoryTown.Town, "journal"));
        var clock = VirtualClock.Open(_data.Path, MemoryTown.RequestsLeaveAt.AddMinutes(-30), speed: 86_400)!;
        _services = _town.Worker("local", more: services => services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<LocalDoorbell>()
            .AddSingleton<IDoorbell>(provider => provider.GetRequiredService<LocalDoorbell>())
            .AddSingleton(new Towns(_data.Path))
            .AddSingleton(new WorkerIdentity("local", clock.GetUtcNow())));
        _worker = ActivatorUtilities.CreateInstance<LocalWorker>(_services);
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(default);
        _worker.Dispose();
        await _services.DisposeAsync();
        _data.Dispose();
    }

    VirtualClock Clock => (VirtualClock)_services.GetRequiredService<TimeProvider>();

    [Fact]
    public async Task Requests_leave_at_their_hour()
    {
        await RunUntilAsync(() => _town.Postbox.Sent.Count == MemoryTown.Departments.Count);

        Assert.All(_town.Postbox.Sent, mail => Assert.Equal(MemoryTown.RequestsLeaveAt, mail.At));
    }

    [Fact]
    public async Task Busy_mail_server_gets_every_mail_once_when_it_has_time()
    {
        var until = MemoryTown.RequestsLeaveAt.AddMinutes(25);
        _town.Postbox.Trouble = mail => mail.At < until ? new MailBusyException("Try again later.") : null;

        await RunUntilAsync(() => Clock.GetUtcNow() > MemoryTown.RequestsLeaveAt.AddDays(1));

        Assert.Equal(MemoryTown.Departments.Count, _town.Postbox.Sent.Count);
        Assert.Equal(0, _town.Postbox.Doubled);
        Assert.All(_town.Postbox.Sent, mail => Assert.InRange(mail.At, until, until.AddMinutes(5)));
    }

    // A mail library that gives up waiting throws the same exception as a server that is told to stop.
    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(IOException))]
    public async Task Exception_in_one_department_does_not_stop_the_others(Type trouble)
    {
        _town.Postbox.Trouble = mail => mail.Key.Contains("~zeimu~") ? (Exception)Activator.CreateInstance(trouble)! : null;

        await RunUntilAsync(() => Clock.GetUtcNow() > MemoryTown.RequestsLeaveAt.AddDays(1));

        Assert.Equal(["kankyou", "kanzai"], _town.Postbox.Sent.Select(m => m.Key.Split('~')[3]).Order());
        _town.Postbox.Trouble = _ => null;
        await RunUntilAsync(() => _town.Postbox.Sent.Count == 3);
        Assert.Equal(0, _town.Postbox.Doubled);
    }

    [Fact]
    public async Task Ring_is_answered_before_any_time_passes()
    {
        await RunUntilAsync(() => _town.Postbox.Sent.Count == MemoryTown.Departments.Count);
        DateTimeOffset handedIn;
        using (Clock.Hold())
        {
            _town.Time.Now = handedIn = Clock.GetUtcNow();
            await _town.WriteAsync("kanzai", head => new Submitted(head.Round));
            await _services.GetRequiredService<LocalDoorbell>().RingAsync(new(MemoryTown.Town, MemoryTown.Cycle, "kanzai"), default);
        }

        await RunUntilAsync(() => _town.Postbox.OfKind(StepKind.Receipt).Any());

        Assert.Equal(handedIn, _town.Postbox.OfKind(StepKind.Receipt).Single().At);
    }

    [Fact]
    public async Task Worker_stops_at_once_when_told_to()
    {
        await RunUntilAsync(() => _town.Postbox.Sent.Count > 0);
        var watch = Stopwatch.StartNew();

        await _worker.StopAsync(default);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task No_ring_is_lost_between_looks()
    {
        const int Rings = 20_000;
        var doorbell = new LocalDoorbell();
        var ringing = Task.Run(async () =>
        {
            for (var ring = 0; ring < Rings; ring++) await doorbell.RingAsync(new("yama", "r7", $"d{ring}"), default);
        });

        var heard = 0;
        while (heard < Rings)
        {
            var next = doorbell.Next();
            var taken = doorbell.TakeRung().Count();
            heard += taken;
            if (taken == 0) await next.WaitAsync(_patience);
        }

        await ringing;
        Assert.False(doorbell.Next().IsCompleted);
    }

    async Task RunUntilAsync(Func<bool> reached)
    {
        if (_worker.ExecuteTask is null) await _worker.StartAsync(default);
        var watch = Stopwatch.StartNew();
        while (!reached())
        {
            Assert.False(_worker.ExecuteTask!.IsCompleted, $"The worker ended: {_worker.ExecuteTask.Exception}");
            Assert.True(watch.Elapsed < _patience, $"Nothing came of it until {Clock.GetUtcNow():u}.");
            await Task.Delay(5);
        }
    }
}
