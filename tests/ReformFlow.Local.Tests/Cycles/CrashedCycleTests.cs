using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Reports;
using ReformFlow.Local.Log;
using ReformFlow.Local.Tests.Log;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>A cycle whose machine loses power 25 times: what the journal had not flushed is gone, and nobody had been told otherwise.</summary>
public sealed class CrashedCycleTests(ITestOutputHelper output) : IDisposable
{
    const int Crashes = 25;

    /// <summary>The virtual days between two crashes; all together reach over the whole cycle.</summary>
    static readonly TimeSpan _stride = TimeSpan.FromDays(2);

    readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Acknowledged_answers_and_claims_of_mails_survive_every_crash()
    {
        var (acknowledged, lost, mails, unclaimed, doubled) = await LiveThroughAsync(flushIsHonest: true);

        output.WriteLine($"{Crashes} crashes: {acknowledged} answers acknowledged, {mails} mails, {doubled} doubled.");
        Assert.Equal((0, 0), (lost, unclaimed));
        Assert.True(acknowledged > Crashes && mails > 6, $"{acknowledged} answers and {mails} mails show nothing.");
        Assert.InRange(doubled, 0, Crashes);
    }

    // The test has teeth: on a device that only pretends to flush it finds losses.
    [Fact]
    public async Task Device_whose_flush_does_nothing_loses_acknowledged_answers()
    {
        var (acknowledged, lost, mails, unclaimed, _) = await LiveThroughAsync(flushIsHonest: false);

        output.WriteLine($"Without a flush: {lost} of {acknowledged} acknowledged answers lost, {unclaimed} of {mails} mails without a claim.");
        Assert.True(lost > 0, "Nothing was lost without a flush; the test could not see a loss.");
    }

    async Task<(int Acknowledged, int Lost, int Mails, int Unclaimed, int Doubled)> LiveThroughAsync(bool flushIsHonest)
    {
        var random = new Random(20260827);
        MemoryTown town;
        await using (var journal = new Journal(_data.Path, NullLogger<Journal>.Instance)) town = await MemoryTown.StartedAsync(journal);
        var acknowledged = new List<(string Department, AnswerChanged Answer)>();
        town.Time.Now = MemoryTown.RequestsLeaveAt.AddHours(-1);
        for (var crash = 1; crash <= Crashes; crash++)
        {
            var machine = new CrashingMachine(random, operationsUntilCrash: random.Next(1, 160), flushIsHonest);
            await using (var journal = new Journal(_data.Path, NullLogger<Journal>.Instance, machine.Open))
            {
                await using var server = town.Worker("local", journal);
                var until = MemoryTown.RequestsLeaveAt + crash * _stride;
                var clerks = MemoryTown.Departments.Select(d => Task.Run(() => SaveUntilTheCrashAsync(server, d, crash))).ToList();
                await TendUntilTheCrashAsync(server, town, until);
                foreach (var clerk in clerks) acknowledged.AddRange(await clerk);
            }
            machine.LeaveOnDisk();
        }

        await using var afterwards = new Journal(_data.Path, NullLogger<Journal>.Instance);
        var lost = 0;
        var claimed = new HashSet<string>();
        foreach (var department in MemoryTown.Departments)
        {
            var facts = (await afterwards.ReadAsync(MemoryTown.StreamOf(department), 1, default)).SelectMany(a => a.Events).ToHashSet();
            lost += acknowledged.Count(a => a.Department == department && !facts.Contains(a.Answer));
            claimed.UnionWith(facts.OfType<StepClaimed>().Select(c => c.Key));
        }
        claimed.UnionWith((await afterwards.ReadAsync(StreamName.Cycle(MemoryTown.Town, MemoryTown.Cycle), 1, default)).SelectMany(a => a.Events).OfType<StepClaimed>().Select(c => c.Key));
        return (acknowledged.Count, lost, town.Postbox.Sent.Count, town.Postbox.Sent.Count(m => !claimed.Contains(m.Key)), town.Postbox.Doubled);
    }

    static async Task<List<(string Department, AnswerChanged Answer)>> SaveUntilTheCrashAsync(ServiceProvider server, string department, int crash)
    {
        var acknowledged = new List<(string Department, AnswerChanged Answer)>();
        try
        {
            for (var turn = 1; ; turn++)
            {
                var cycle = (await server.GetRequiredService<CycleFinder>().FindAsync(MemoryTown.Town, MemoryTown.Cycle, default))!;
                var item = cycle.ItemsOf(department).First();
                var field = FormFields.Of(cycle.Template, cycle.Plan, item, cycle.Settings.Period).First(f => f.Template.Kind == FieldKind.Text).Name;
                var value = new AnswerValue($"{crash}回目の停電の前、{turn}度目の保存");
                var outcome = await server.GetRequiredService<SaveAnswers>().RunAsync(
                    cycle, department, item, cycle.Requests[department].Version, new Dictionary<string, AnswerValue> { [field] = value }, $"post:{department}", default);
                if (outcome.Saved) acknowledged.Add((department, new(item.Key!, field, value)));
                else if (outcome.Closed is not null) return acknowledged;
                // A person takes a moment, so that the worker has its turn.
                await Task.Delay(3);
            }
        }
        catch (IOException)
        {
            return acknowledged;
        }
    }

    static async Task TendUntilTheCrashAsync(ServiceProvider server, MemoryTown town, DateTimeOffset until)
    {
        try
        {
            var performer = server.GetRequiredService<Performer>();
            while (true)
            {
                var looks = new List<DateTimeOffset?> { await performer.TendAsync(new(MemoryTown.Town, MemoryTown.Cycle), default) };
                foreach (var department in MemoryTown.Departments) looks.Add(await performer.TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, department), default));
                var next = looks.Where(l => l > town.Time.Now).Min() ?? until;
                if (next <= until) town.Time.Now = next;
                // Nothing more to do today: a fact of the worker's own makes the machine crash some time, even after input has closed.
                else await town.WriteAsync(MemoryTown.Departments[0], _ => new DraftSaved(0, 1), server.GetRequiredService<ILog>());
            }
        }
        catch (IOException)
        {
            // The machine is off.
        }
    }
}
