using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Log;
using ReformFlow.Core.Requests;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>
/// Steps whose mail server is busy, refuses for good or fails; claims of others, young and old, of this worker before and after its start,
/// and of steps that are no longer due.
/// </summary>
public sealed class PerformerTests : IAsyncLifetime
{
    const string Department = "zeimu";

    MemoryTown _town = null!;
    ServiceProvider _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await MemoryTown.StartedAsync();
        _worker = _town.Worker("one");
        _town.Time.Now = MemoryTown.RequestsLeaveAt;
    }

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    static string RequestKey => StepKey.Of(MemoryTown.Town, MemoryTown.Cycle, StepKind.Request, Department, 1, MemoryTown.Dates.DueDay, 1);

    [Fact]
    public async Task Step_leaves_a_claim_then_its_outcome()
    {
        await TendAsync();

        Assert.Equal(["StepClaimed", "RequestSent"], _town.FactsOf(Department).Select(f => f.GetType().Name));
        Assert.Equal(RequestKey, Assert.Single(_town.Postbox.Sent).Key);
    }

    [Fact]
    public async Task Busy_mail_server_is_tried_again_every_five_minutes_until_it_takes_the_mail()
    {
        var tries = 0;
        _town.Postbox.Trouble = _ => ++tries <= 3 ? new MailBusyException("Try again later.") : null;

        for (var look = 0; look < 20 && _town.Postbox.Sent.Count == 0; look++)
        {
            var again = await TendAsync();
            if (_town.Postbox.Sent.Count > 0) break;
            Assert.Equal(TimeSpan.FromMinutes(5), again!.Value - _town.Time.Now);
            _town.Time.Now = again.Value;
        }
        for (var look = 0; look < 3; look++) await TendAsync();

        Assert.Equal(4, tries);
        Assert.Single(_town.Postbox.Sent);
        Assert.Equal(
            [.. Enumerable.Repeat<string[]>(["StepClaimed", "StepPutOff"], 3).SelectMany(f => f), "StepClaimed", "RequestSent"], _town.FactsOf(Department).Select(f => f.GetType().Name));
    }

    [Fact]
    public async Task Mail_refused_for_good_pauses_the_chase_and_tells_the_office_once()
    {
        _town.Postbox.Trouble = mail => StepKey.KindOf(mail.Key) == StepKind.NoticeRefused ? null : new MailRefusedException("550 no such user");

        await TendUntilAsync(MemoryTown.RequestsLeaveAt.AddDays(60));

        Assert.Equal(RequestKey, Assert.Single(_town.FactsOf(Department).OfType<MailRefused>()).Key);
        Assert.DoesNotContain(_town.FactsOf(Department).OfType<StepClaimed>(), c => StepKey.KindOf(c.Key) == StepKind.Remind);
        var notice = Assert.Single(_town.Postbox.Sent);
        Assert.Equal(StepKind.NoticeRefused, StepKey.KindOf(notice.Key));
        Assert.Equal(MemoryTown.RequestsLeaveAt, notice.At);
        Assert.Contains("税務課", notice.Body);
    }

    [Fact]
    public async Task Post_without_anybody_on_record_is_a_refusal()
    {
        var town = await MemoryTown.StartedAsync();
        await using var worker = town.Worker("one", more: services => services.AddSingleton<IPeople>(new OnlyTheOffice(services)));
        town.Time.Now = MemoryTown.RequestsLeaveAt;

        await worker.GetRequiredService<Performer>().TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, Department), default);

        Assert.Single(town.FactsOf(Department).OfType<MailRefused>());
        Assert.Equal(StepKind.NoticeRefused, StepKey.KindOf(Assert.Single(town.Postbox.Sent).Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(9.99)]
    public async Task Claim_of_another_worker_is_left_alone_for_ten_minutes(double minutes)
    {
        await ClaimAsync("other", RequestKey);
        var claimed = _town.Time.Now;
        _town.Time.Now += TimeSpan.FromMinutes(minutes);

        var again = await TendAsync();

        Assert.Empty(_town.Postbox.Sent);
        Assert.Equal(claimed.AddMinutes(10), again);
        _town.Time.Now = again!.Value;
        await TendAsync();
        Assert.Single(_town.Postbox.Sent);
    }

    [Fact]
    public async Task Own_claim_of_before_the_start_is_taken_over_at_once()
    {
        await ClaimAsync("one", RequestKey);
        _town.Time.Now += TimeSpan.FromSeconds(1);
        await using var restarted = _town.Worker("one");

        await restarted.GetRequiredService<Performer>().TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, Department), default);

        Assert.Single(_town.Postbox.Sent);
    }

    [Fact]
    public async Task Own_claim_of_since_the_start_is_left_alone()
    {
        await ClaimAsync("one", RequestKey);
        _town.Time.Now += TimeSpan.FromSeconds(1);

        await TendAsync();

        Assert.Empty(_town.Postbox.Sent);
    }

    [Fact]
    public async Task Claimed_step_that_is_no_longer_due_is_dropped_once_its_claim_is_old()
    {
        await ClaimAsync("other", RequestKey);
        await _town.WriteAsync(Department, head => new Submitted(head.Round));

        var again = await TendAsync();
        Assert.Empty(_town.FactsOf(Department).OfType<StepDropped>());
        _town.Time.Now = again!.Value;
        await TendAsync();

        Assert.Equal(RequestKey, Assert.Single(_town.FactsOf(Department).OfType<StepDropped>()).Key);
        Assert.Equal(StepKind.Receipt, StepKey.KindOf(Assert.Single(_town.Postbox.Sent).Key));
    }

    [Fact]
    public async Task Department_that_hands_in_while_the_claim_is_written_is_not_chased()
    {
        var log = new LogWithSurprise(_town.Log, append => append.Events is [StepClaimed], () => _town.WriteAsync(Department, head => new Submitted(head.Round)));
        await using var worker = _town.Worker("one", log);

        await worker.GetRequiredService<Performer>().TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, Department), default);

        Assert.Equal(StepKind.Receipt, StepKey.KindOf(Assert.Single(_town.Postbox.Sent).Key));
    }

    [Fact]
    public async Task Mail_of_which_nobody_knows_whether_it_left_is_tried_again_when_its_claim_is_old()
    {
        _town.Postbox.Trouble = _ => new InvalidOperationException("Something nobody thought of.");
        await Assert.ThrowsAnyAsync<Exception>(TendAsync);
        _town.Postbox.Trouble = _ => null;

        Assert.Equal(MemoryTown.RequestsLeaveAt.AddMinutes(10), await TendAsync());
        Assert.Empty(_town.Postbox.Sent);
        await TendUntilAsync(MemoryTown.RequestsLeaveAt.AddMinutes(11));

        Assert.Single(_town.Postbox.Sent);
        Assert.Equal(["StepClaimed", "StepClaimed", "RequestSent"], _town.FactsOf(Department).Select(f => f.GetType().Name));
    }

    [Fact]
    public async Task Mail_in_doubt_is_never_sent_again_by_itself_and_the_office_is_told_once()
    {
        _town.Postbox.Trouble = mail => StepKey.KindOf(mail.Key) == StepKind.NoticeInDoubt ? null : new MailInDoubtException("返事がありません");

        await TendUntilAsync(MemoryTown.RequestsLeaveAt.AddDays(60));

        Assert.Equal(RequestKey, Assert.Single(_town.FactsOf(Department).OfType<MailInDoubt>()).Key);
        Assert.DoesNotContain(_town.FactsOf(Department).OfType<StepClaimed>(), c => StepKey.KindOf(c.Key) == StepKind.Remind);
        var notice = Assert.Single(_town.Postbox.Sent);
        Assert.Equal((StepKind.NoticeInDoubt, MemoryTown.RequestsLeaveAt), (StepKey.KindOf(notice.Key), notice.At));
        Assert.Contains($"/requests/{Department}", notice.Body);
    }

    [Fact]
    public async Task Chase_goes_on_once_the_office_has_heard_that_a_mail_in_doubt_arrived()
    {
        _town.Postbox.Trouble = mail => StepKey.KindOf(mail.Key) == StepKind.Request ? new MailInDoubtException("返事がありません") : null;
        await TendAsync();
        await _town.WriteAsync(Department, _ => new MarkedArrived(RequestKey));

        await TendUntilAsync(MemoryTown.RequestsLeaveAt.AddDays(60));

        Assert.Equal(3, _town.Postbox.Sent.Count(m => StepKey.KindOf(m.Key) == StepKind.Remind));
        Assert.DoesNotContain(_town.Postbox.Sent, m => StepKey.KindOf(m.Key) == StepKind.Request);
    }

    [Fact]
    public async Task Mail_that_could_not_be_written_is_tried_again_at_once()
    {
        var town = await MemoryTown.StartedAsync();
        var isAway = true;
        await using var worker = town.Worker("one", more: services => services.AddSingleton<IPeople>(new PeopleAway(services, () => isAway)));
        town.Time.Now = MemoryTown.RequestsLeaveAt;
        var place = new Place(MemoryTown.Town, MemoryTown.Cycle, Department);
        await Assert.ThrowsAsync<IOException>(() => worker.GetRequiredService<Performer>().TendAsync(place, default));
        isAway = false;

        await worker.GetRequiredService<Performer>().TendAsync(place, default);

        Assert.Single(town.Postbox.Sent);
        Assert.Equal(["StepClaimed", "StepPutOff", "StepClaimed", "RequestSent"], town.FactsOf(Department).Select(f => f.GetType().Name));
    }

    // A worker that is told to stop has taken the mail to the server already; unrecorded, it would leave again.
    [Fact]
    public async Task Claimed_step_is_recorded_even_where_its_worker_is_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        _town.Postbox.Trouble = _ =>
        {
            stop.Cancel();
            return null;
        };

        await _worker.GetRequiredService<Performer>().TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, Department), stop.Token);

        Assert.Single(_town.Postbox.Sent);
        Assert.Equal(["StepClaimed", "RequestSent"], _town.FactsOf(Department).Select(f => f.GetType().Name));
    }

    Task<DateTimeOffset?> TendAsync() => _worker.GetRequiredService<Performer>().TendAsync(new(MemoryTown.Town, MemoryTown.Cycle, Department), default);

    async Task TendUntilAsync(DateTimeOffset end)
    {
        while (_town.Time.Now < end)
        {
            var again = await TendAsync();
            _town.Time.Now = again < end ? again.Value : end;
        }
    }

    Task ClaimAsync(string worker, string key) => _town.WriteAsync(Department, _ => new StepClaimed(key, worker));

    /// <summary>Somebody else appends just before the first append of a certain form.</summary>
    sealed class LogWithSurprise(ILog log, Func<Append, bool> isIt, Func<Task> surprise) : ILog
    {
        bool _isOver;

        public Task<IReadOnlyList<Append>> ReadAsync(StreamName stream, int fromVersion, CancellationToken cancellation) => log.ReadAsync(stream, fromVersion, cancellation);

        public Task<Head> HeadAsync(StreamName stream, CancellationToken cancellation) => log.HeadAsync(stream, cancellation);

        public Task<IReadOnlyList<Head>> HeadsAsync(string partition, CancellationToken cancellation) => log.HeadsAsync(partition, cancellation);

        public async Task<bool> AppendAsync(string partition, Append append, Head head, CancellationToken cancellation)
        {
            if (!_isOver && isIt(append))
            {
                _isOver = true;
                await surprise();
            }
            return await log.AppendAsync(partition, append, head, cancellation);
        }
    }

    /// <summary>People whose store is away now and then.</summary>
    sealed class PeopleAway(IServiceCollection services, Func<bool> isAway) : IPeople
    {
        readonly IPeople _all = (IPeople)services.First(s => s.ServiceType == typeof(IPeople)).ImplementationInstance!;

        public Task<IReadOnlyList<Core.Organisation.Person>> AllAsync(string town, CancellationToken cancellation) => _all.AllAsync(town, cancellation);

        public Task<Core.Organisation.Person?> FindAsync(string town, string number, CancellationToken cancellation) =>
            isAway() ? throw new IOException("Away for a moment.") : _all.FindAsync(town, number, cancellation);

        public Task SaveAsync(string town, IReadOnlyList<Core.Organisation.Person> people, CancellationToken cancellation) => _all.SaveAsync(town, people, cancellation);
    }

    /// <summary>A people file from which everybody but the office was erased.</summary>
    sealed class OnlyTheOffice(IServiceCollection services) : IPeople
    {
        readonly IPeople _all = (IPeople)services.First(s => s.ServiceType == typeof(IPeople)).ImplementationInstance!;

        public async Task<IReadOnlyList<Core.Organisation.Person>> AllAsync(string town, CancellationToken cancellation) =>
            [.. (await _all.AllAsync(town, cancellation)).Where(p => p.Address.StartsWith("gyokaku@", StringComparison.Ordinal))];

        public async Task<Core.Organisation.Person?> FindAsync(string town, string number, CancellationToken cancellation) =>
            (await AllAsync(town, cancellation)).FirstOrDefault(p => p.Number == number);

        public Task SaveAsync(string town, IReadOnlyList<Core.Organisation.Person> people, CancellationToken cancellation) => _all.SaveAsync(town, people, cancellation);
    }
}
