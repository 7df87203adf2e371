using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Plans;
using ReformFlow.Local.Demo;

namespace ReformFlow.Local.Tests.Cycles;

/// <summary>The reform office at its desk; whatever it does it tries until the server has answered.</summary>
sealed class DeskWork(ServerProcess server, string town, Period period) : IDisposable
{
    readonly PostWatcher _watcher = new(MemorySession.Jar(server.LinkKey, town));
    HttpClient? _http;

    HttpClient Http => _http ??= new(_watcher) { Timeout = TimeSpan.FromSeconds(20) };

    string Cycle => $"/{town}/desk/{period.Key}";

    /// <summary>Why the last post was refused, for a failure's message.</summary>
    public string LastRefusal { get; private set; } = "";

    /// <param name="typed">What the office chooses beside the proposal.</param>
    public Task StartAsync(DateOnly publicationDay, CancellationToken stop, params KeyValuePair<string, string>[] typed) => UntilAnsweredAsync(async () =>
    {
        if (await HasAsync(Cycle)) return true;
        var proposal = await Page.GetAsync(Http, $"{server.DeskAddress}/{town}/desk/start?plan={Plan.MainKey}&period={period}&publicationDay={publicationDay:yyyy-MM-dd}");
        await proposal.PostAsync(Http, $"/{town}/desk/start", [new("period", period.ToString()), .. typed]);
        return await HasAsync(Cycle);
    }, stop);

    /// <summary>Presses a button of one of the cycle's pages, once the page has it, until the server has said that it is done.</summary>
    public Task PressAsync(string page, string action, CancellationToken stop, params KeyValuePair<string, string>[] typed)
    {
        // A post whose answer was lost may have been written; then a refusal of the next one says so.
        var mayBeDone = false;
        return UntilAnsweredAsync(async () =>
        {
            var path = $"{Cycle}/{action}";
            var opened = await Page.GetAsync(Http, server.DeskAddress + (page.Length == 0 ? Cycle : $"{Cycle}/{page}"));
            if (!opened.Html.Contains($"action=\"{path}\"", StringComparison.Ordinal)) return mayBeDone;
            var before = mayBeDone;
            mayBeDone = true;
            var answer = await opened.PostAsync(Http, path, typed);
            mayBeDone = before;
            if (_watcher.LedTo is null) LastRefusal = $"{path} was answered {(int)answer.Status}: {answer.Html}";
            return _watcher.LedTo is not null || before;
        }, stop);
    }

    /// <summary>Hands over by hand whatever is due for a department now.</summary>
    public async Task HandOverDueAsync(string department, CancellationToken stop)
    {
        var path = $"{Cycle}/requests/{department}/hand";
        await UntilAnsweredAsync(async () =>
        {
            var page = await Page.GetAsync(Http, server.DeskAddress + path);
            if (page.Html.Contains($"action=\"{path}\"", StringComparison.Ordinal)) await page.PostAsync(Http, path, []);
            return true;
        }, stop);
    }

    /// <summary>Accepts what was handed in and decides how the rest is printed.</summary>
    public Task SettleAsync(string department, CancellationToken stop) => UntilAnsweredAsync(async () =>
    {
        var path = $"{Cycle}/requests/{department}";
        var page = await Page.GetAsync(Http, server.DeskAddress + path);
        if (page.Html.Contains($"action=\"{path}/accept\"", StringComparison.Ordinal)) await page.PostAsync(Http, $"{path}/accept", []);
        else if (page.Html.Contains($"action=\"{path}/missing\"", StringComparison.Ordinal)) await page.PostAsync(Http, $"{path}/missing", [new("print", "lastYear"), new("reason", "期限までに回答を得られなかったため。")]);
        else return true;
        return _watcher.LedTo is not null;
    }, stop);

    public Task CompileAndReleaseAsync(CancellationToken stop) => UntilAnsweredAsync(async () =>
    {
        var page = await Page.GetAsync(Http, server.DeskAddress + Cycle);
        var act = page.Html.Contains($"action=\"{Cycle}/release\"", StringComparison.Ordinal) ? "release" : "compile";
        await page.PostAsync(Http, $"{Cycle}/{act}", []);
        return act == "release" && _watcher.LedTo is not null;
    }, stop);

    async Task<bool> HasAsync(string path) => (int)(await Page.GetAsync(Http, server.DeskAddress + path)).Status == 200;

    static async Task UntilAnsweredAsync(Func<Task<bool>> act, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                if (await act()) return;
            }
            catch (HttpRequestException)
            {
                // The server is being killed or started; the office tries again.
            }
            catch (TaskCanceledException) when (!stop.IsCancellationRequested)
            {
                // So long without an answer means the same.
            }
            await Task.Delay(50, stop);
        }
    }

    public void Dispose()
    {
        _http?.Dispose();
        _watcher.Dispose();
    }
}
