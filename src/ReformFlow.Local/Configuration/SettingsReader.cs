using System.Net;
using ReformFlow.Core.Json;
using ReformFlow.Local.Web;

namespace ReformFlow.Local.Configuration;

/// <summary>Reads the settings of a data folder and says what the server is started with.</summary>
public static class SettingsReader
{
    /// <summary>Where a data folder keeps its settings.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, SettingsFile.FileName);

    /// <summary>The settings, or everything that is wrong with them; null where the folder has none.</summary>
    /// <exception cref="IOException">The file is there and can't be read.</exception>
    public static Reading<SettingsFile>? Read(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path)) return null;
        var reading = StrictJson.Read<SettingsFile>(File.ReadAllBytes(path), SettingsFile.FormatName);
        if (!reading.IsGood) return reading;
        var problems = SettingsCheck.Problems(reading.Value!, folder).ToList();
        return problems.Count > 0 ? new(null, problems) : reading;
    }

    /// <summary>What a server on the folder is started with.</summary>
    /// <param name="file">The folder's settings, without problems; null for those of a machine on which somebody tries things out.</param>
    public static ServerOptions Options(string folder, SettingsFile? file) => file is null ? new(folder) : new(folder, file.Server.Port)
    {
        FormAddress = Plain(file.Server.FormAddress),
        PublicAddress = Plain(file.Server.PublicAddress),
        IsPublic = file.Server.PublicAddress is not null,
        DeskAddress = Plain(file.Server.DeskAddress),
        Listen = IPAddress.Parse(file.Server.Listen),
        Browser = file.Server.Browser,
        Smtp = file.Mail.Smtp(folder),
        Towns = [.. file.Municipalities.Select(t => new TownOptions(t.Key, t.Office, t.Closures, t.Mail is null ? null : new(t.Mail.Smtp(folder))))],
    };

    static string? Plain(string? address) => address?.TrimEnd('/');
}
