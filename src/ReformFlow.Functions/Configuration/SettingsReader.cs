using Microsoft.Extensions.Configuration;

namespace ReformFlow.Functions.Configuration;

/// <summary>Reads settings by the names that people write, and collects what is wrong with them.</summary>
sealed class SettingsReader(IConfiguration configuration)
{
    /// <summary>What the name of every setting of the product begins with.</summary>
    public const string Prefix = "ReformFlow__";

    readonly List<string> _problems = [];

    /// <summary>The setting's value without blanks around it; null where there is none.</summary>
    public string? Optional(string name) =>
        configuration[$"{Prefix}{name}".Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)]?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The value of a setting that must be there; null, and a problem, where it is not.</summary>
    public string? Required(string name, string remedy)
    {
        var value = Optional(name);
        if (value is null) Wrong(name, $"It is missing. {remedy}");
        return value;
    }

    /// <summary>Something is wrong with a setting; its value may be a secret, so say it only where it can't be one.</summary>
    public void Wrong(string name, string whatAndRemedy) => _problems.Add($"{Prefix}{name}: {whatAndRemedy}");

    /// <summary>Ends a start that could not go well.</summary>
    public void ThrowIfAnythingIsWrong()
    {
        if (_problems.Count > 0) throw new SettingsException(_problems);
    }
}

/// <summary>Settings are missing or wrong; the message names each with its remedy.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception($"ReformFlow can't start with these settings:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(p => $"- {p}"))}")
{
    /// <summary>One line for each setting that is missing or wrong.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
