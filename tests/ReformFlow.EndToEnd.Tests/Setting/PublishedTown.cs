namespace ReformFlow.EndToEnd.Tests.Setting;

/// <summary>The sample city on its publication day: one department answered, the office decided about the others, compiled and released.</summary>
public sealed class PublishedTown : RunningTown
{
    public WebPage Draft { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SubmitAllAsync("shimin");
        await PassToAsync(new(2026, 8, 5), new(9, 0));
        Draft = await PostAsync("r7", "compile");
        foreach (var department in new[] { "kikaku", "digital", "soumu", "jinji", "zaisei", "zeimu", "kankyou", "kanzai" })
            await PostAsync($"r7/requests/{department}", "missing");
        await PostAsync("r7/requests/shimin", "accept");
        await PostAsync("r7", "compile");
        await PostAsync("r7", "release");
        await PassToAsync(PublicationDay, new(10, 1));
    }

    async Task<WebPage> PostAsync(string page, string action)
    {
        var answer = await Visitor.PostAsync(await Visitor.OpenAsync($"{Desk}/{page}"), $"/{Key}/desk/{page}/{action}");
        Assert.True(answer.IsGood, $"{page}/{action}: {answer.Html}");
        return answer;
    }
}
