using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;

namespace ReformFlow.Local.Configuration;

/// <summary>How the server of a data folder is set up: the file form <c>reformflow/1</c>, <c>DIR/reformflow.json</c>.</summary>
public sealed record SettingsFile
{
    /// <summary>The name of the file form.</summary>
    public const string FormatName = "reformflow/1";

    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "reformflow.json";

    public required string Format { get; init; }
    public required ServerSection Server { get; init; }
    public required MailSection Mail { get; init; }

    /// <summary>What the server's administrator sets for a town; towns that are not named are served all the same.</summary>
    public IReadOnlyList<TownSection> Municipalities { get; init; } = [];
}

/// <summary>Where the server is reached.</summary>
public sealed record ServerSection
{
    /// <summary>The address that mails print, such as https://kaikaku.example.jp.</summary>
    public required string FormAddress { get; init; }

    /// <summary>Where citizens read reports; null where this server shows them to nobody but the office.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>Where the office reaches the desk; null for where the forms are.</summary>
    public string? DeskAddress { get; init; }

    /// <summary>The network address of this machine at which everything is served.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    public int Port { get; init; } = 5080;

    /// <summary>The browser that prints; null to look for one.</summary>
    public string? Browser { get; init; }
}

/// <summary>Where mails go.</summary>
public enum MailKind
{
    /// <summary>Into the folder <c>outbox</c>, for the office to send on.</summary>
    Outbox,

    /// <summary>To a mail server.</summary>
    Smtp,
}

/// <summary>What a town's own section says beside the organisation that was imported.</summary>
public sealed record TownSection
{
    public required string Key { get; init; }

    /// <summary>Members of the reform office who may sign in from the first start on.</summary>
    public IReadOnlyList<MemberEntry> Office { get; init; } = [];

    /// <summary>Closed days beside those of the organisation, for cycles that are started from now on.</summary>
    public IReadOnlyList<DaySpan> Closures { get; init; } = [];

    /// <summary>The town's own way for its mails; null for the server's.</summary>
    public MailSection? Mail { get; init; }
}

/// <summary>A member of the reform office.</summary>
public sealed record MemberEntry(string Name, string Address, IReadOnlyList<Role> Roles);
