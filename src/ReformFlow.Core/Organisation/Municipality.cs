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

    /// <summary>True for a name such as 各課 that stands for many and is never mailed.</summary>
    public bool IsCollective(string name) => Collectives.Any(c => c.Name == name);
}

/// <summary>The reform office; <c>Person</c> is the number under which its address is kept.</summary>
public sealed record Office(string Name, string Post, string Person, string Telephone, string Extension);

/// <summary>A department; <c>Person</c> holds its post, absent where no address is known.</summary>
public sealed record Department(
    string Key, string Name, string Post, string? Person, string? Bureau, IReadOnlyList<string> PrintedAs, string? SuperiorPost, string? SuperiorPerson)
{
    /// <summary>How the log names this department before somebody has given a name.</summary>
    [JsonIgnore]
    public string By => $"post:{Key}";
}

/// <summary>Somebody who can be mailed: kept outside the log under a number, so that it can be corrected and erased.</summary>
public sealed record Person(string Number, string Address, string? Name = null, string? Extension = null);
