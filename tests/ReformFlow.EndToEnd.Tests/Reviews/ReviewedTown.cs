using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Reviews;

/// <summary>The sample city after its lock: two bodies see the report and an approval is needed; everything is decided, nothing laid before anybody.</summary>
public sealed class ReviewedTown : RunningTown
{
    protected override (string Name, string? Value)[] Choices =>
    [
        ("review.1.name", "行政改革推進本部会議"), ("review.1.day", "2026-08-17"), ("review.1.required", "true"),
        ("review.3.name", "行政改革推進委員会"), ("review.3.day", "2026-08-20"), ("review.3.required", "true"), ("approval", "required"),
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var department in new[] { "shimin", "zeimu" }) await SubmitAllAsync(department);
        await PassToAsync(new(2026, 8, 6), new(9, 30));
        foreach (var department in new[] { "kikaku", "digital", "soumu", "jinji", "zaisei", "kankyou", "kanzai" })
            await PostAsync($"requests/{department}", $"requests/{department}/missing");
    }

    /// <summary>Presses a button of a desk's page in the running cycle.</summary>
    public async Task<WebPage> PostAsync(string page, string action, params (string Name, string? Value)[] typed) =>
        await Visitor.PostAsync(await OpenAsync(page), $"/{Key}/desk/{Cycle}/{action}", typed);

    public Task<WebPage> OpenAsync(string page) => Visitor.OpenAsync($"{Desk}/{Cycle}/{page}");
}
