using System.Text.Json.Serialization;
using ReformFlow.Core.Access;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Json;
using ReformFlow.Core.Plans;

namespace ReformFlow.Core.Organisation;

/// <summary>A municipality's offices as somebody wrote them down: the file form <c>organisation/1</c>, with the addresses of its posts.</summary>
public sealed record OrganisationFile
{
    /// <summary>The name of the file form.</summary>
    public const string FormatName = "organisation/1";

    public required string Format { get; init; }
    public required TownName Municipality { get; init; }
    public required OfficeEntry Office { get; init; }

    /// <summary>Mail domains that addresses of this municipality may have.</summary>
    public IReadOnlyList<string> MailDomains { get; init; } = [];

    /// <summary>Days on which the municipality's own offices are closed, beside weekends, holidays and the turn of the year.</summary>
    public IReadOnlyList<DaySpan> Closures { get; init; } = [];

    /// <summary>The departments in the municipality's own order (建制順).</summary>
    public required IReadOnlyList<DepartmentEntry> Departments { get; init; }
    public IReadOnlyList<Collective> Collectives { get; init; } = [];

    /// <summary>Bureaus with a leading department (主管課), by the names that departments give under <c>bureau</c>.</summary>
    public IReadOnlyList<Bureau> Bureaus { get; init; } = [];

    /// <summary>Who writes the items that print no department, several, or a collective one.</summary>
    public IReadOnlyList<Writer> Writers { get; init; } = [];

    /// <summary>Reads and checks the UTF-8 bytes of an organisation file.</summary>
    public static Reading<OrganisationFile> Read(ReadOnlySpan<byte> utf8)
    {
        var reading = StrictJson.Read<OrganisationFile>(utf8, FormatName);
        if (!reading.IsGood) return reading;
        var problems = OrganisationCheck.Problems(reading.Value!).ToList();
        return problems.Count > 0 ? new(null, problems) : reading;
    }
}

/// <summary>The municipality's key in addresses (<c>yama</c>), its name and six-digit code.</summary>
public sealed record TownName(string Key, string Name, string? Code = null);

/// <summary>The reform office (事務局), which answers questions and receives notices.</summary>
/// <param name="Members">Who works at the desk beside the post itself, at the first import; from then on the desk looks after them.</param>
public sealed record OfficeEntry(string Name, string Post, string Address, string Telephone, string Extension, IReadOnlyList<OfficeMember>? Members = null);

/// <summary>Somebody who works at the office's desk.</summary>
/// <param name="Roles"><c>view</c>, <c>edit</c>, <c>approve</c>; without any: <c>edit</c>.</param>
public sealed record OfficeMember(string Name, string Address, IReadOnlyList<Role>? Roles = null, string? Extension = null);

/// <summary>A department (課・室) as written down: the post that answers for it, its address and its superior.</summary>
/// <param name="PrintedAs">Other names under which plans print it.</param>
public sealed record DepartmentEntry(
    string Key, string Name, string Post, string? Address = null, string? Bureau = null,
    IReadOnlyList<string>? PrintedAs = null, SuperiorEntry? Superior = null)
{
    /// <summary><c>mail</c>, or <c>byHand</c> for a department that mail does not reach.</summary>
    public Channel Channel { get; init; }

    /// <summary>Whose mailbox the address is: <c>section</c> or <c>personal</c>.</summary>
    public Mailbox Mailbox { get; init; }

    /// <summary>The departments whose requests it takes over when a running cycle adopts this file.</summary>
    public IReadOnlyList<Succeeded> Succeeds { get; init; } = [];
}

/// <summary>The post above a department's, with its address.</summary>
public sealed record SuperiorEntry(string Post, string Address);

/// <summary>A collective name that plans print (各課, 全庁): printed, never mailed. Members may be empty.</summary>
public sealed record Collective(string Name, IReadOnlyList<string>? Members = null);

/// <summary>Names the department that writes an item, by the item's number as printed.</summary>
/// <param name="Plan">The key of the plan that prints the number; null for the town's main plan.</param>
public sealed record Writer(string Item, string Department, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Plan = null)
{
    /// <summary>True where it speaks of this plan.</summary>
    public bool IsOf(string plan) => (Plan ?? Plans.Plan.MainKey) == plan;
}
