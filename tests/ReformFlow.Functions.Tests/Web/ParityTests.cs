using ReformFlow.Functions.Tests.Setting;
using ReformFlow.Local.Tests.Memory;

namespace ReformFlow.Functions.Tests.Web;

/// <summary>The same request gets the same answer from the local edition and from the doors on Azure: status, headers and body.</summary>
/// <remarks>
/// Left out of the comparison: the header Date, and what had arrived of an answer that broke off. The known differences are starred in <see cref="Probes"/>.
/// Not seen here is the forwarding between host and worker: a body over the limit, which the worker refuses unread, may end as a 502 there.
/// </remarks>
public sealed class ParityTests(ParityTests.Answers answers) : IClassFixture<ParityTests.Answers>
{
    public static TheoryData<string> Names() => [.. All().Select(p => p.Name)];

    static IEnumerable<Probe> All() => [.. Probes.Looking, .. Probes.Writing, .. Probes.Published];

    [Theory, MemberData(nameof(Names))]
    public void Answer_is_the_same_on_both_sides(string name)
    {
        var (local, azure) = answers.Of[name];
        if (All().Single(p => p.Name == name).Star is { } star)
        {
            Assert.Equal((star.Local, star.Azure), (local.Status, azure.Status));
            Assert.NotEqual(local.ToString(), azure.ToString());
            Assert.Empty(azure.Body);
        }
        else Assert.Equal(local.ToString(), azure.ToString());
    }

    [Fact]
    public void Page_that_fails_halfway_is_known_to_be_broken()
    {
        Assert.Equal((false, false), (answers.Of["page that fails halfway"].Local.IsWhole, answers.Of["page that fails halfway"].Azure.IsWhole));
    }

    [Fact]
    public void Desk_opens_for_nobody_who_has_not_signed_in()
    {
        foreach (var (name, (_, azure)) in answers.Of.Where(a => a.Key.StartsWith("desk", StringComparison.Ordinal))) Assert.True(azure.Status is 302 or 403 or 404, $"{name}: {azure.Status}");
    }

    [Theory]
    [InlineData("office's cycle", 200), InlineData("office without a token", 400), InlineData("editor who releases", 403), InlineData("approver who compiles", 403), InlineData("signing out", 200)]
    [InlineData("sign-in", 200), InlineData("sign-in of a stranger", 302), InlineData("sign-in of a member", 302), InlineData("sign-in by an address that is forged", 410), InlineData("office after publication", 200)]
    public void Desk_opens_on_Azure_by_session_and_role(string name, int status) => Assert.Equal(status, answers.Of[name].Azure.Status);

    [Fact]
    public void Door_is_the_one_whose_name_the_telemetry_shall_show()
    {
        Assert.Equal("Public", answers.Doors["/"]);
        Assert.Equal("Public", answers.Doors["/mizuhono/report/r7/report.json"]);
        Assert.Equal("Public", answers.Doors["/mizuhono/report/r7/a/b"]);
        Assert.Equal("Form", answers.Doors[answers.FormPath]);
        Assert.Equal("Desk", answers.Doors["/mizuhono/desk/r7/requests/zeimu"]);
        Assert.Equal("Webhook", answers.Doors["/webhook/sendgrid"]);
        Assert.Equal("Files", answers.Doors["/mizuhono/files/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]);
    }

    [Fact]
    public void Handing_in_rang_the_bell_of_its_orchestration() => Assert.True(answers.RangForReady, "Nobody rang.");

    /// <summary>Every request was sent once, to both sides.</summary>
    public sealed class Answers : IAsyncLifetime
    {
        readonly TwoEditions _editions = new();

        internal Dictionary<string, (WireAnswer Local, WireAnswer Azure)> Of { get; } = [];

        internal IReadOnlyDictionary<string, string> Doors => _editions.Azure.Doors;

        internal string FormPath => _editions.Form("zeimu");

        internal bool RangForReady { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await _editions.InitializeAsync();
            // Wrong codes are slowed down; together they wait at the same time.
            var looking = await Task.WhenAll(Probes.Looking.Select(async p => (p.Name, await _editions.AskAsync(p))));
            foreach (var (name, answer) in looking) Of.Add(name, answer);
            foreach (var probe in Probes.Writing) Of.Add(probe.Name, await _editions.AskAsync(probe));
            RangForReady = await _editions.Hub.Client.GetInstanceAsync($"{MemoryTown.Town}~{MemoryTown.Cycle}~kanzai") is not null;
            await _editions.PublishAsync();
            foreach (var probe in Probes.Published) Of.Add(probe.Name, await _editions.AskAsync(probe));
        }

        public ValueTask DisposeAsync() => _editions.DisposeAsync();
    }
}
