using System.Net;
using ReformFlow.App.Mail;
using ReformFlow.App.Web;
using ReformFlow.Core.Calendar;
using ReformFlow.Local.Configuration;

namespace ReformFlow.Local.Web;

/// <summary>What the local edition is started with.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Port">Where forms, desk and reports are served.</param>
/// <param name="FormAddress">The address that mails print; null for this machine's own.</param>
/// <param name="EveryInterface">Serve on every network interface rather than on loopback.</param>
/// <param name="ClockStart">The first moment of a virtual clock; null for real time, or for the clock that the folder keeps.</param>
/// <param name="ClockSpeed">Virtual seconds in a second of idleness.</param>
/// <param name="Browser">The browser that prints; null to look for one.</param>
/// <param name="Smtp">The mail server; null puts mails into the outbox.</param>
public sealed record ServerOptions(
    string Data, int Port = 5080, string? FormAddress = null, bool EveryInterface = false,
    DateTimeOffset? ClockStart = null, double ClockSpeed = 86_400, string? Browser = null, SmtpSettings? Smtp = null)
{
    /// <summary>The network address at which everything is served; null for loopback.</summary>
    public IPAddress? Listen { get; init; }

    /// <summary>False where reports are shown at the desk only.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>Where citizens read reports; null for where the forms are.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>Where the office reaches the desk; null for where the forms are.</summary>
    public string? DeskAddress { get; init; }

    /// <summary>What was set for single towns.</summary>
    public IReadOnlyList<TownOptions> Towns { get; init; } = [];

    /// <summary>True where some mails go into the outbox.</summary>
    public bool HasOutbox => Smtp is null || Towns.Any(t => t.Mail is { Smtp: null });

    /// <summary>Where this server is reached, and what it proves its links with.</summary>
    public SiteSettings Site(ReadOnlyMemory<byte> key)
    {
        var forms = FormAddress ?? $"http://localhost:{Port}";
        return new(forms, DeskAddress ?? forms, IsPublic ? PublicAddress ?? forms : null, key, HasOutbox);
    }
}

/// <summary>What was set for one town.</summary>
/// <param name="Office">Members of its reform office who may sign in from the first start on.</param>
/// <param name="Closures">Closed days beside those of its organisation.</param>
/// <param name="Mail">The town's own way for its mails; null for the server's.</param>
public sealed record TownOptions(string Key, IReadOnlyList<MemberEntry> Office, IReadOnlyList<DaySpan> Closures, TownMail? Mail);

/// <summary>The way that a town's mails take.</summary>
/// <param name="Smtp">Its mail server; null puts them into the outbox.</param>
public sealed record TownMail(SmtpSettings? Smtp);
