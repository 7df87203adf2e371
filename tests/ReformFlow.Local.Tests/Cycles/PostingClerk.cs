using System.Text.RegularExpressions;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Demo;
using ReformFlow.Local.Mail;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>One field of a posted form, in the order of posting.</summary>
sealed record PostedValue(string Department, int Post, string Item, string Field, string Text, bool IsAcknowledged);

/// <summary>A clerk who saves drafts again and again until the day for handing in, whether the server answers or not.</summary>
sealed partial class PostingClerk : IDisposable
{
    /// <summary>What every figure turns out to be.</summary>
    const string FinalFigure = "92.6%";

    readonly PostWatcher _watcher = new();
    readonly HttpClient _http;
    readonly Clerk _clerk;
    readonly SampleCity _city;
    readonly Period _period;
    readonly Random _random;
    int _posts;

    public PostingClerk(string department, ServerProcess server, Outbox outbox, SampleCity city, Period period, DateTimeOffset? handsInAt, int seed)
    {
        (Department, HandsInAt, _city, _period, _random) = (department, handsInAt, city, period, new(seed));
        _http = new(_watcher) { BaseAddress = new(server.FormAddress), Timeout = TimeSpan.FromSeconds(20) };
        _clerk = new(_http, outbox, city, department, city.Organisation.Departments.Single(d => d.Key == department).Address!, period);
    }

    public string Department { get; }

    /// <summary>From this moment on the clerk tries to hand in; null for one who never does.</summary>
    public DateTimeOffset? HandsInAt { get; }

    public List<PostedValue> Posted { get; } = [];

    /// <summary>True once the server answered a submission with the receipt.</summary>
    public bool IsHandedIn { get; private set; }

    public int AcknowledgedPosts { get; private set; }

    /// <summary>Posts until everything is handed in or input closes.</summary>
    public async Task WorkAsync(Func<DateTimeOffset> now, DateTimeOffset closesAt, CancellationToken stop)
    {
        while (!IsHandedIn && now() < closesAt && !stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_random.Next(150, 450), stop);
                if (!_clerk.Mails.Any()) continue;
                if (HandsInAt is { } at && now() >= at) await HandInAsync();
                else await DraftAsync();
            }
            // The server is down or went down before it answered: nothing was promised, and the clerk tries again.
            catch (HttpRequestException) { }
            // The page was not the one that the clerk expected, as when input has just closed.
            catch (InvalidOperationException) { }
            catch (OperationCanceledException) { }
        }
    }

    /// <summary>Answers a return, or gives the figures that have become final, and hands in again.</summary>
    public Task AnswerAgainAsync(CancellationToken stop)
    {
        var mayBeDone = false;
        return TryAsync(async () =>
        {
            if (!_clerk.Mails.Any(m => m.Key.Contains($"~request~{Department}~2~", StringComparison.Ordinal))) return false;
            // A submission whose answer was lost leaves nothing to hand in.
            var check = $"{_clerk.FormPath()}/check";
            if (mayBeDone && !(await Page.GetAsync(_http, check)).Html.Contains($"action=\"{check}\"", StringComparison.Ordinal)) return true;
            foreach (var item in await _clerk.ItemsAsync())
            {
                var opened = await _clerk.OpenAsync(item);
                if (Names(Text(), opened).FirstOrDefault() is { } field) await SaveAsync(opened, item, new() { [field] = "直しました。" });
                // Figures stand alone where they are asked for as final; the only box of such a form is the mark that is taken off.
                else await SaveAsync(opened with { Html = opened.Html.Replace(" checked", "", StringComparison.Ordinal) }, item, Names(Figure(), opened).ToDictionary(f => f, _ => FinalFigure));
            }
            _watcher.LedTo = null;
            mayBeDone = true;
            await _clerk.SubmitAsync();
            if (_watcher.LedTo?.EndsWith("/receipt", StringComparison.Ordinal) != true) return false;
            AcknowledgedPosts++;
            return true;
        }, stop);
    }

    public void Dispose()
    {
        _http.Dispose();
        _watcher.Dispose();
    }

    async Task DraftAsync()
    {
        var items = await _clerk.ItemsAsync();
        if (items.Count == 0) return;
        var item = items[_random.Next(items.Count)];
        var fields = _city.FormOf(item, _period).Keys.Where(k => k.StartsWith("text.", StringComparison.Ordinal)).ToArray();
        await SaveAsync(await _clerk.OpenAsync(item), item, fields.Where(_ => _random.Next(2) == 0).ToDictionary(f => f, f => $"{Department}の下書き、{_posts}回目。"));
    }

    async Task HandInAsync()
    {
        // A submission whose answer was lost shows as a receipt.
        if ((await Page.GetAsync(_http, $"{_clerk.FormPath()}/receipt")).Address.AbsolutePath.EndsWith("/receipt", StringComparison.Ordinal))
        {
            IsHandedIn = true;
            return;
        }
        foreach (var item in await _clerk.ItemsAsync()) await SaveAsync(await _clerk.OpenAsync(item), item, _city.FormOf(item, _period), MarksOf(item));
        _watcher.LedTo = null;
        try
        {
            await _clerk.SubmitAsync();
        }
        finally
        {
            IsHandedIn = _watcher.LedTo?.EndsWith("/receipt", StringComparison.Ordinal) == true;
            if (IsHandedIn) AcknowledgedPosts++;
        }
    }

    // Figures for which the plan has a day are final only then.
    IEnumerable<KeyValuePair<string, string>> MarksOf(PlanItem item) =>
        (item.Indicators ?? []).Where(i => i.FinalOn is not null).Select(i => KeyValuePair.Create($"provisional.actual.{i.Key}.{_period.Year}", "true"));

    static IEnumerable<string> Names(Regex field, Page form) => field.Matches(form.Html).Select(m => m.Groups[1].Value).Distinct();

    async Task TryAsync(Func<Task<bool>> act, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await act()) return;
            }
            // As in WorkAsync: the clerk tries again.
            catch (HttpRequestException) { }
            catch (InvalidOperationException) { }
            catch (OperationCanceledException) { }
            await Task.Delay(_random.Next(50, 150), CancellationToken.None);
        }
    }

    async Task SaveAsync(Page opened, PlanItem item, Dictionary<string, string> typed, IEnumerable<KeyValuePair<string, string>>? ticked = null)
    {
        _watcher.LedTo = null;
        _posts++;
        try
        {
            await _clerk.SaveAsync(opened, item, [.. typed, .. ticked ?? []]);
        }
        finally
        {
            var acknowledged = _watcher.LedTo?.EndsWith("?saved=true", StringComparison.Ordinal) == true;
            if (acknowledged) AcknowledgedPosts++;
            foreach (var (field, text) in typed) Posted.Add(new(Department, _posts, item.Key!, field, text, acknowledged));
        }
    }

    [GeneratedRegex("<textarea[^>]*name=\"(text\\.[^\"]+)\"")]
    private static partial Regex Text();

    [GeneratedRegex("<input[^>]*name=\"(actual\\.[^\"]+)\"")]
    private static partial Regex Figure();
}
