using System.Text;
using System.Text.Json.Nodes;
using ReformFlow.App.Answers;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;
using Office = ReformFlow.App.Tests.Fakes.Office;

namespace ReformFlow.App.Tests.Organisation;

/// <summary>A town whose cycle runs over 1 April, with what its departments have typed and handed in kept beside the log.</summary>
sealed class ReorganisedTown : IAsyncDisposable
{
    /// <summary>Request 1 March, due 15 April, lock 30 April, publication 1 June 2027.</summary>
    public static readonly CycleDates Dates = new(new(2027, 3, 1), new(2027, 4, 15), new(2027, 4, 30), new(2027, 6, 1));

    public readonly Office Office = new();
    readonly List<DepartmentEntry> _departments = [.. new[] { "zeimu", "shimin", "somu", "kanzai" }.Select(k => Entry(k))];
    readonly Dictionary<(string Item, string Field), string> _typed = [];
    readonly HashSet<string> _handedIn = [];
    readonly HashSet<string> _used = ["zeimu", "shimin", "somu", "kanzai"];

    /// <summary>The departments as the last file lists them.</summary>
    public IReadOnlyList<DepartmentEntry> Departments => _departments;

    /// <summary>Starts the cycle.</summary>
    /// <param name="parts">Items with a department that gives its part.</param>
    public async Task StartAsync(params (string Item, string Department)[] parts)
    {
        Office.Now = TokyoTime.At(new(2027, 2, 26), new(10, 0));
        var items = new[] { ("1", "zeimu"), ("2", "zeimu"), ("3", "zeimu"), ("4", "shimin"), ("5", "shimin"), ("6", "somu"), ("7", "kanzai") };
        var plan = new JsonObject
        {
            ["format"] = "reform-plan/1", ["municipality"] = new JsonObject { ["name"] = "青葉市" },
            ["plan"] = new JsonObject { ["title"] = "青葉市行政改革計画", ["firstYear"] = "R6", ["lastYear"] = "R10" },
            ["levels"] = new JsonArray("方針"), ["nodes"] = new JsonArray(new JsonObject { ["id"] = "1", ["level"] = 0, ["title"] = "窓口" }),
            ["items"] = new JsonArray([.. items.Select(i => new JsonObject { ["no"] = i.Item1, ["key"] = $"i{i.Item1}", ["node"] = "1", ["title"] = $"取組{i.Item1}", ["leadDepartments"] = new JsonArray($"{i.Item2}課"), ["supportingDepartments"] = new JsonArray([.. parts.Where(p => p.Item == i.Item1).Select(p => JsonValue.Create($"{p.Department}課"))]) })]),
        };
        var organisation = StoredFile();
        var reading = await Office.ImportAsync(plan.ToJsonString(), organisation);
        Assert.True(reading.IsGood, string.Join("\n", reading.Problems));
        var (_, problems) = await Office.Get<StartCycle>().RunAsync(Office.Town, new(Plan.MainKey, new(new FiscalYear(2025)), Dates, false) { AsksParts = parts.Length > 0 }, "post:office", default);
        Assert.Empty(problems);
    }

    public Task<RunningCycle> RunningAsync() => Office.RunningAsync();

    /// <summary>Performs all that is due, department by department, and goes on after a machine that broke down.</summary>
    public async Task TendAsync()
    {
        for (var round = 0; round < 6; round++)
        {
            var cycle = await RunningAsync();
            await TryAsync(() => Office.Get<Performer>().TendAsync(cycle.Place, default));
            foreach (var department in (await RunningAsync()).Settings.Requests.Select(r => r.Department).Concat(_used).Distinct())
                await TryAsync(() => Office.Get<Performer>().TendAsync(cycle.PlaceOf(department), default));
            if (!_brokeDown) return;
            // Whoever starts again finds the claims grown old.
            _brokeDown = false;
            Office.Now += TimeSpan.FromMinutes(11);
        }
    }

    bool _brokeDown;

    async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (IOException)
        {
            _brokeDown = true;
        }
    }

    /// <summary>A department types something into a field that it is asked.</summary>
    public async Task TypeAsync(string department, Random random)
    {
        var cycle = await RunningAsync();
        if (RequestRules.WhyClosed(cycle.Settings, cycle.Requests[department], Office.Now) is not null) return;
        var items = cycle.ItemsOf(department).Where(i => RequestRules.IsAsked(cycle.Requests[department], i.Key!, "text.effects")).ToList();
        if (items.Count == 0) return;
        var item = items[random.Next(items.Count)];
        var text = $"記入{random.Next(10_000)}";
        var saved = await Office.Get<SaveAnswers>().RunAsync(cycle, department, item, cycle.Requests[department].Version, Sample.Form("text.effects", text), $"post:{department}", default);
        Assert.True(saved.Saved);
        _typed[(item.Key!, "text.effects")] = text;
    }

    /// <summary>A department writes its part of another one's item.</summary>
    public async Task GiveAsync(string department, string item, string text)
    {
        var cycle = await RunningAsync();
        var saved = await Office.Get<SaveAnswers>().RunAsync(cycle, department, cycle.PartsOf(department).Single(i => i.Key == item), cycle.Requests[department].Version, Sample.Form(cycle.Template.Part!.Name, text), $"post:{department}", default);
        Assert.True(saved.Saved);
    }

    /// <summary>The parts of an item as the writing department sees them.</summary>
    public async Task<IEnumerable<string>> GivenAsync(string item)
    {
        var cycle = await RunningAsync();
        return (await Office.Get<App.Requests.Parts>().OfAsync(cycle, cycle.Plan.Items.Single(i => i.Key == item), default)).Select(p => $"{p.Key}: {p.Text}{(p.IsSubmitted ? " (handed in)" : "")}");
    }

    /// <summary>A department fills in what it is asked and hands it in.</summary>
    public async Task SubmitAsync(string department)
    {
        var cycle = await RunningAsync();
        var head = cycle.Requests[department];
        if (RequestRules.WhyClosed(cycle.Settings, head, Office.Now) is not null) return;
        foreach (var item in cycle.ItemsOf(department))
            foreach (var (field, value) in Sample.Full(cycle, item).Where(f => RequestRules.IsAsked(head, item.Key!, f.Key)))
            {
                await Office.Get<SaveAnswers>().RunAsync(cycle, department, item, (await RunningAsync()).Requests[department].Version, new Dictionary<string, AnswerValue> { [field] = value }, $"post:{department}", default);
                _typed[(item.Key!, field)] = value.Text;
            }
        Assert.Equal(SubmitOutcome.Submitted, await Office.Get<SubmitAnswers>().RunAsync(await RunningAsync(), department, (await RunningAsync()).Requests[department].Version, $"post:{department}", default));
        foreach (var item in cycle.ItemsOf(department)) _handedIn.Add(item.Key!);
    }

    /// <summary>The office returns one item of what was handed in.</summary>
    public async Task ReturnAsync(string department, Random random)
    {
        var cycle = await RunningAsync();
        if (cycle.Requests[department] is not { SubmittedAt: not null } head || Office.Now >= RequestRules.LockAt(cycle.Settings, head)) return;
        var item = cycle.ItemsOf(department).ElementAt(random.Next(cycle.ItemsOf(department).Count())).Key!;
        await Office.Get<Streams>().ChangeAsync<RequestHead>(cycle.StreamOf(department), "post:office", _ => [new Returned([new(item, [], "もう少し詳しく")], "", TokyoTime.DayOf(Office.Now).AddDays(7))], default);
        _handedIn.Remove(item);
    }

    /// <summary>Imports an organisation and lets the cycle adopt it.</summary>
    public async Task<IReadOnlyList<Core.Json.Problem>> AdoptAsync(params IReadOnlyList<DepartmentEntry> departments)
    {
        _departments.Clear();
        _departments.AddRange(departments);
        _used.UnionWith(departments.Select(d => d.Key));
        var file = OrganisationFile.Read(Encoding.UTF8.GetBytes(StoredFile())).Value!;
        var (municipality, people) = OrganisationImport.Part(file, await Office.People.AllAsync(Office.Town, default));
        await Office.People.SaveAsync(Office.Town, people, default);
        var hash = await Office.Get<Archive>().StoreJsonAsync(Office.Town, municipality, default);
        await Office.Get<Streams>().ChangeAsync<OfficeHead>(StreamName.Office(Office.Town), Append.System, _ => [new OrganisationStored(hash)], default);
        return await Office.Get<AdoptOrganisation>().RunAsync(await RunningAsync(), hash, "post:office", default);
    }

    public static DepartmentEntry Entry(string key, params IReadOnlyList<Succeeded> succeeds) => new(key, $"{key}課", $"{key}課長", $"{key}@aoba.example") { Succeeds = succeeds };

    /// <summary>How often items came to another department.</summary>
    public int TakenOver => Office.Log.All($"{Office.Town}~cycle~{Office.Cycle}").SelectMany(a => a.Events).Count(e => e is TookOver);

    /// <summary>What must hold whenever nothing is on its way.</summary>
    public async Task CheckAsync()
    {
        var cycle = await RunningAsync();
        var items = cycle.Settings.Requests.SelectMany(r => r.Items).ToList();
        Assert.Equal(["i1", "i2", "i3", "i4", "i5", "i6", "i7"], items.Order());
        foreach (var request in cycle.Settings.Requests)
        {
            var head = cycle.Requests[request.Department];
            var appends = await Office.Get<Streams>().ReadAsync(cycle.StreamOf(request.Department), default);
            var (now, handedIn) = (AnswerHistory.Now(appends), HandedIn.Of(appends));
            Assert.Null(head.PassedOnAt);
            foreach (var item in request.Items)
            {
                foreach (var (field, text) in _typed.Where(t => t.Key.Item == item)) Assert.Equal(text, now[new(item, field.Field)].Text);
                // Nothing is asked twice, and nothing that is open is forgotten.
                var isAsked = TakingOver.IsDue(head) && RequestRules.IsAsked(head, item, "text.effects");
                Assert.True(isAsked != _handedIn.Contains(item), $"{item} of {request.Department} is {(isAsked ? "asked" : "not asked")} though it is {(_handedIn.Contains(item) ? "handed in" : "open")}.");
                if (_handedIn.Contains(item)) Assert.True(handedIn.Has(item));
            }
        }
        foreach (var department in _used.Where(d => cycle.Settings.Requests.All(r => r.Department != d))) await CheckPassedAsync(cycle, department);
        // A machine that broke down between a mail and its record sends the same mail again, which counts once.
        foreach (var day in Office.Postbox.Sent.DistinctBy(m => m.Key).Where(m => StepKey.KindOf(m.Key) is StepKind.Request or StepKind.Remind).GroupBy(m => (m.Key.Split('~')[3], TokyoTime.DayOf(m.At))))
        {
            Assert.True(day.Count() == 1, $"{day.Key} got {day.Count()} mails.");
            Assert.False(cycle.Settings.Calendar.IsQuiet(day.Key.Item2), $"{day.Key} is quiet.");
        }
    }

    async Task CheckPassedAsync(RunningCycle cycle, string department)
    {
        var appends = await Office.Get<Streams>().ReadAsync(cycle.StreamOf(department), default);
        var last = appends.LastOrDefault(a => a.Events.Any(e => e is PassedOn { IsWhole: true }));
        if (appends.Count == 0) return;
        Assert.NotNull(last);
        Assert.DoesNotContain(appends.Where(a => a.Version > last.Version).SelectMany(a => a.Events), e => e is RequestSent or ReminderSent or Submitted or AnswerChanged);
    }

    string StoredFile() => Core.Json.StrictJson.Write(new OrganisationFile
    {
        Format = OrganisationFile.FormatName,
        Municipality = new("aoba", "青葉市"),
        Office = new("行革推進室", "室長", "gyokaku@aoba.example", "000-0000", "12", [new("青木", "aoki@aoba.example")]),
        Departments = _departments,
    });

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
