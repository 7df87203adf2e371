using System.Text.Json.Serialization;
using ReformFlow.Core.Calendar;

namespace ReformFlow.Core.Organisation;

/// <summary>A municipality's organisation as it is stored: posts hold a person's number, names and addresses live apart and can be erased.</summary>
public sealed record Municipality(
    string Key, string Name, string? Code, Office Office, IReadOnlyList<string> MailDomains, IReadOnlyList<DaySpan> Closures,
    IReadOnlyList<Department> Departments, IReadOnlyList<Collective> Collectives, IReadOnlyList<Writer> Writers)
{
    /// <summary>The department with this key.</summary>
    /// <exception cref="KeyNotFoundException">The municipality has no such department.</exception>
    public Department Department(string key) => Departments.FirstOrDefault(d => d.Key == key)
        ?? throw new KeyNotFoundException($"Municipality {Key} has no department {key}.");

    /// <summary>The department that a plan prints under this name, or null.</summary>
    public Department? Printed(string name) => Departments.FirstOrDefault(d => d.Name == name || d.PrintedAs.Contains(name));

    /// <summary>The department that is named as the writer of a plan's item, by its printed number; null where none is named.</summary>
    public Department? WriterOf(string plan, string number) => Writers.FirstOrDefault(w => w.IsOf(plan) && w.Item == number) is { } named ? Department(named.Department) : null;

    /// <summary>Bureaus (部局) of which something is known beside their names.</summary>
    public IReadOnlyList<Bureau> Bureaus { get; init; } = [];

    /// <summary>The leading department (主管課) of a department's bureau; null where none is named or it is the department itself.</summary>
    public Department? LeadOf(Department department) =>
        Bureaus.FirstOrDefault(b => b.Name == department.Bureau) is { } bureau && bureau.Lead != department.Key ? Department(bureau.Lead) : null;

    /// <summary>The department through which a department's requests go (取りまとめ課), or null.</summary>
    public Department? CollectorOf(Department department) => Bureaus.Any(b => b.Name == department.Bureau && b.Collects) ? LeadOf(department) : null;

    /// <summary>The posts above a department that can be told.</summary>
    public IReadOnlyList<EscalationLevel> Above(Department department) =>
    [
        .. department.SuperiorPerson is null ? (EscalationLevel[])[] : [EscalationLevel.Superior],
        .. LeadOf(department)?.Person is null ? (EscalationLevel[])[] : [EscalationLevel.Bureau],
    ];

    /// <summary>True for a name such as 各課 that stands for many and is never mailed.</summary>
    public bool IsCollective(string name) => Collectives.Any(c => c.Name == name);
}

/// <summary>The reform office; <c>Person</c> is the number under which its address is kept.</summary>
public sealed record Office(string Name, string Post, string Person, string Telephone, string Extension);

/// <summary>A department; <c>Person</c> holds its post, absent where no address is known.</summary>
public sealed record Department(
    string Key, string Name, string Post, string? Person, string? Bureau, IReadOnlyList<string> PrintedAs, string? SuperiorPost, string? SuperiorPerson)
{
    /// <summary>How the product's words reach it.</summary>
    public Channel Channel { get; init; }

    /// <summary>Whose mailbox its address is.</summary>
    public Mailbox Mailbox { get; init; }

    /// <summary>The departments whose requests it takes over in running cycles.</summary>
    public IReadOnlyList<Succeeded> Succeeds { get; init; } = [];

    /// <summary>How the log names this department before somebody has given a name.</summary>
    [JsonIgnore]
    public string By => $"post:{Key}";
}

/// <summary>A bureau (部局): its leading department (主管課), through which its departments' requests go where it collects them (取りまとめ課).</summary>
public sealed record Bureau(string Name, string Lead, bool Collects = false);

/// <summary>Somebody who is mailed or who wrote: kept outside the log under a number, so that it can be corrected and erased.</summary>
/// <param name="Address">Empty for somebody who gave a name behind a form link, and is never mailed.</param>
/// <param name="Authenticator">The sealed secret of a member's authenticator app; only the deployment's key opens it.</param>
public sealed record Person(string Number, string Address, string? Name = null, string? Extension = null, string? Authenticator = null)
{
    /// <summary>The department behind whose form link the name was given; null for everybody else.</summary>
    public string? Department { get; init; }
}
