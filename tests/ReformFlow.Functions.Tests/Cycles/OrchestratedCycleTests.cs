using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.Functions.Cycles;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Cycles;

/// <summary>A cycle of 300 departments on the durable engine, disturbed in every way that a cloud knows, and compared fact by fact with the local edition's log of the same year.</summary>
/// <remarks>
/// Undisturbed; bells lost, doubled, early and late; activities that fail twice and that never work; a mail server that is busy;
/// the worker stopped and started in mid-work; all orchestrations forgotten in mid-cycle.
/// </remarks>
public sealed class OrchestratedCycleTests(LocalYear local, ITestOutputHelper output) : IClassFixture<LocalYear>
{
    static readonly TimeSpan _round = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Undisturbed_year_writes_the_log_of_the_local_edition()
    {
        await using var azure = await StartAsync();

        await azure.LiveAsync();

        Same.Facts(local.Facts, await azure.FactsAsync());
        Assert.All(azure.Town.Postbox.OfKind(StepKind.Request), mail => Assert.Equal(SizedTown.At(6, 8, 9), mail.At));
        Assert.Equal(0, azure.Town.Postbox.Doubled);
        Assert.Empty(await azure.AliveAsync());
        Assert.All(azure.Ended, ended => Assert.InRange(ended.Value, 1, 2));
        Assert.Equal(azure.Ended.Values.Sum(), azure.Client.Started);
    }

    [Fact]
    public async Task Every_bell_lost_costs_one_watchdog_round_at_most()
    {
        await using var azure = await AzureTown.StartAsync(LocalYear.Size);
        azure.Ringing = (_, _) => Task.CompletedTask;
        await azure.StartCycleAsync();

        await azure.LiveAsync();

        Same.Facts(local.Facts, await azure.FactsAsync());
        var delays = azure.Town.Log.All(StreamName.CyclePartition(SizedTown.Town, SizedTown.Cycle)).GroupBy(a => a.Stream).SelectMany(stream =>
            from submission in stream
            where submission.Events.Any(e => e is Submitted)
            select stream.First(a => a.Events.Any(e => e is ReceiptSent)).At - submission.At).ToList();
        Assert.Equal(270, delays.Count);
        output.WriteLine($"Receipts came {delays.Min()} to {delays.Max()} after their submissions.");
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, _round));
        // A few happen to look at that moment anyway.
        Assert.InRange(delays.Count(delay => delay > TimeSpan.FromSeconds(1)), 200, 270);
    }

    [Fact]
    public async Task Doubled_bells_change_nothing()
    {
        await using var azure = await StartAsync();
        azure.Ringing = async (client, place) =>
        {
            await client.RingAsync(place, default);
            await client.RingAsync(place, default);
        };

        await azure.LiveAsync();

        Same.Facts(local.Facts, await azure.FactsAsync());
        Assert.Equal(0, azure.Town.Postbox.Doubled);
    }

    [Fact]
    public async Task Bells_before_and_long_after_their_facts_change_nothing()
    {
        await using var azure = await StartAsync();
        var late = new List<Task>();
        azure.Ringing = (client, place) =>
        {
            var rung = azure.Clock.GetUtcNow();
            lock (late) late.Add(RingLaterAsync(client, place, rung));
            return Task.CompletedTask;
        };
        // A bell that comes before its fact: everybody is rung while nobody has anything to say.
        var early = azure.Town.Departments.Select((department, i) => (
            SizedTown.At(6, 8, 12).AddSeconds(i), (Func<Task>)(() => azure.Client.RingAsync(new(SizedTown.Town, SizedTown.Cycle, department), default)))).Take(60);

        await azure.LiveAsync([.. early]);

        await Task.WhenAll(late);
        Same.Facts(local.Facts, await azure.FactsAsync());
        Assert.Equal(0, azure.Town.Postbox.Doubled);

        async Task RingLaterAsync(WatchedClient client, Place place, DateTimeOffset rung)
        {
            using (await azure.WaitUntilAsync(rung.AddMinutes(rung.Minute % 9))) await client.RingAsync(place, default);
        }
    }

    [Fact]
    public async Task Activities_that_fail_twice_and_then_work_cost_time_only()
    {
        await using var azure = await StartAsync();
        var calls = new System.Collections.Concurrent.ConcurrentDictionary<(string, Place), int>();
        azure.Trouble = (activity, place) => calls.AddOrUpdate((activity, place), 1, (_, times) => times + 1) <= 2 ? new IOException("Storage is away for a moment.") : null;

        await azure.LiveAsync();

        Assert.True(calls.Count > 2 * LocalYear.Size);
        Same.Facts(local.Facts, await azure.FactsAsync());
        Assert.Equal(0, azure.Town.Postbox.Doubled);
    }

    [Fact]
    public async Task Mail_that_can_never_be_sent_harms_nobody_else()
    {
        await using var azure = await StartAsync();
        var tries = 0;
        azure.Town.Postbox.Trouble = mail => mail.ToAddress == "d009@aoba.example" && Interlocked.Increment(ref tries) > 0 ? new IOException("Never.") : null;

        await azure.LiveAsync();

        var facts = await azure.FactsAsync();
        output.WriteLine($"The mail was tried {tries:N0} times from 8 June to 14 July.");
        Assert.InRange(tries, 50, 200);
        // What the office did is there, and of the system's nothing but tries and the lock.
        Assert.Equal(local.Facts["request~d009"].Where(f => !f.StartsWith("system", StringComparison.Ordinal)), facts["request~d009"].Where(f => !f.StartsWith("system", StringComparison.Ordinal)));
        Assert.DoesNotContain(facts["request~d009"], f => f.Contains(nameof(RequestSent), StringComparison.Ordinal));
        Same.Facts(Without("request~d009", local.Facts), Without("request~d009", facts));
    }

    [Fact]
    public async Task Busy_mail_server_gets_every_mail_in_the_end()
    {
        await using var azure = await StartAsync();
        var tries = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        azure.Town.Postbox.Trouble = mail => tries.AddOrUpdate(mail.Key, 1, (_, times) => times + 1) <= 2 ? new MailBusyException("Try again later.") : null;

        await azure.LiveAsync();

        Same.Facts(local.Facts, (await azure.FactsAsync()).ToDictionary(f => f.Key, f => WithoutTheTriesInVain(f.Value)));
        Assert.Equal(0, azure.Town.Postbox.Doubled);
        Assert.All(tries.Values, times => Assert.Equal(3, times));
    }

    [Fact]
    public async Task Worker_that_is_stopped_and_started_goes_on_where_it_was()
    {
        await using var azure = await StartAsync();
        var mails = 0;
        var midWork = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The worker goes down while a third of the requests has left.
        azure.Town.Postbox.Trouble = _ =>
        {
            if (Interlocked.Increment(ref mails) == LocalYear.Size / 3) midWork.SetResult();
            return null;
        };
        var restart = Task.Run(async () =>
        {
            await midWork.Task;
            await azure.RestartAsync();
        });

        await azure.LiveAsync((SizedTown.At(6, 24, 9, 30), azure.RestartAsync), (SizedTown.At(7, 14, 13), azure.RestartAsync));

        await restart;
        Same.Facts(local.Facts, await azure.FactsAsync());
        Assert.Equal(0, azure.Town.Postbox.Doubled);
    }

    [Theory]
    [InlineData(6, 7)]
    [InlineData(6, 20)]
    [InlineData(7, 20)]
    public async Task Orchestrations_that_were_all_forgotten_are_rebuilt_by_the_watchdog(int month, int day)
    {
        await using var azure = await StartAsync();

        await azure.LiveAsync((SizedTown.At(month, day, 20), azure.ForgetOrchestrationsAsync));

        Same.Facts(local.Facts, await azure.FactsAsync());
        Assert.Equal(0, azure.Town.Postbox.Doubled);
        Assert.Empty(await azure.AliveAsync());
    }

    [Fact]
    public async Task Orchestration_that_is_called_alive_and_does_nothing_is_replaced()
    {
        await using var azure = await StartAsync();
        var deaf = Orchestrations.IdOf(new(SizedTown.Town, SizedTown.Cycle, "d001"));
        var rounds = Enumerable.Range(0, 12).Select(i => (SizedTown.At(6, 8, 9, 4).AddMinutes(5 * i), (Func<Task>)(() => Task.CompletedTask)));

        await azure.LiveAsync([(SizedTown.At(6, 7, 20), () => azure.Client.DeafenAsync(deaf)), .. rounds]);

        Same.Facts(local.Facts, await azure.FactsAsync());
        Assert.Null(azure.Client.Deaf);
        var mail = azure.Town.Postbox.OfKind(StepKind.Request).Single(m => m.ToAddress == "d001@aoba.example");
        Assert.InRange(mail.At - SizedTown.At(6, 8, 9), TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(40));
    }

    static async Task<AzureTown> StartAsync()
    {
        var azure = await AzureTown.StartAsync(LocalYear.Size);
        await azure.StartCycleAsync();
        return azure;
    }

    static Dictionary<string, IReadOnlyList<string>> Without(string stream, IReadOnlyDictionary<string, IReadOnlyList<string>> facts) => facts.Where(f => f.Key != stream).ToDictionary();

    static IReadOnlyList<string> WithoutTheTriesInVain(IReadOnlyList<string> facts)
    {
        var kept = new List<string>();
        foreach (var fact in facts)
            if (fact.Contains(nameof(StepPutOff), StringComparison.Ordinal)) kept.RemoveAt(kept.Count - 1);
            else kept.Add(fact);
        return kept;
    }
}

/// <summary>The year of 300 departments as the local edition writes it.</summary>
public sealed class LocalYear : IAsyncLifetime
{
    public const int Size = 300;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facts { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Facts = await LocalTown.LiveAsync(Size);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
