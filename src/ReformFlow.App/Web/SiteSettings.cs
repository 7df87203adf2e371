namespace ReformFlow.App.Web;

/// <summary>Where this deployment is reached and what it proves its links with.</summary>
/// <param name="FormAddress">The address that mails print, without a slash at its end: <c>https://kaikaku.example.jp</c>.</param>
/// <param name="DeskAddress">The address under which the office reaches the desk.</param>
/// <param name="PublicAddress">The address under which citizens read reports; null where this deployment shows them at the desk only.</param>
/// <param name="HasOutbox">True where sent mails can be read at the desk.</param>
/// <param name="Key">The deployment's secret key, at least 32 bytes; it lies apart from the log.</param>
public sealed record SiteSettings(string FormAddress, string DeskAddress, string? PublicAddress, ReadOnlyMemory<byte> Key, bool HasOutbox = false)
{
    /// <summary>The town's page of a published report, or null where this deployment has no citizens among its readers.</summary>
    public string? ReportPage(string town, string cycle) => PublicAddress is null ? null : $"{PublicAddress}/{town}/report/{cycle}/";

    /// <summary>The desk's page of a cycle.</summary>
    public string DeskPage(string town, string cycle) => $"{DeskAddress}/{town}/desk/{cycle}";
}
