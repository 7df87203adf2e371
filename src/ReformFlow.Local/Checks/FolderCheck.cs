using ReformFlow.App.Ports;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Local.Access;
using ReformFlow.Local.Configuration;
using ReformFlow.Local.Cycles;
using ReformFlow.Local.Files;
using ReformFlow.Local.Organisation;

namespace ReformFlow.Local.Checks;

/// <summary>Looks through a whole data folder, or a backup of one, and writes nothing: journals, the files that they name, people, key and settings.</summary>
public sealed class FolderCheck
{
    readonly string _folder;
    readonly List<Finding> _wrong = [];
    readonly List<Finding> _notes = [];
    readonly HashSet<string> _files = [];
    int _journals, _appends;

    FolderCheck(string folder) => _folder = Path.GetFullPath(folder);

    /// <summary>Everything that is wrong; a server may be writing in the folder meanwhile.</summary>
    public static async Task<FolderReport> RunAsync(string folder, CancellationToken cancellation)
    {
        var check = new FolderCheck(folder);
        var towns = new Towns(check._folder).All().ToList();
        check.LookAtSettings();
        if (towns.Count > 0) check.LookAtKey();
        foreach (var town in towns) await check.LookAtTownAsync(town, cancellation);
        return new(check._wrong, check._notes, towns.Count, check._journals, check._appends, check._files.Count);
    }

    void LookAtSettings()
    {
        foreach (var problem in SettingsReader.Read(_folder)?.Problems ?? [])
            _wrong.Add(new(SettingsFile.FileName, null, problem.ToString()));
    }

    void LookAtKey()
    {
        if (LinkKey.WhyNot(_folder) is { } reason) _wrong.Add(new(Path.Combine("secrets", "link.key"), null, reason));
    }

    async Task LookAtTownAsync(string town, CancellationToken cancellation)
    {
        try
        {
            await new PeopleFile(_folder).AllAsync(town, cancellation);
        }
        catch (InvalidDataException e)
        {
            _wrong.Add(new(Path.Combine(town, "people.json"), null, e.Message));
        }

        var journals = Path.Combine(_folder, town, "journal");
        var office = StreamName.Office(town).Partition;
        var heads = new Dictionary<string, IReadOnlyList<Head>>();
        // The office's journal is read before the others are listed: a cycle that has just been started has its journal before the office registers it.
        if (File.Exists(Path.Combine(journals, $"{office}.jsonl"))) heads[office] = LookAtJournal(town, office);
        foreach (var partition in Directory.EnumerateFiles(journals, "*.jsonl").Select(p => Path.GetFileNameWithoutExtension(p)!).Where(p => p != office).Order(StringComparer.Ordinal).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            heads[partition] = LookAtJournal(town, partition);
        }
        LookForUnregistered(town, office, heads);
    }

    List<Head> LookAtJournal(string town, string partition)
    {
        var name = Path.Combine(town, "journal", $"{partition}.jsonl");
        if (!partition.StartsWith($"{town}~", StringComparison.Ordinal))
        {
            _wrong.Add(new(name, null, $"This is no journal of {town}. Move it to where it belongs."));
            return [];
        }
        var check = JournalCheck.Of(SharedFile.ReadAll(Path.Combine(_folder, name)), name, partition);
        _journals++;
        _appends += check.Appends;
        _wrong.AddRange(check.Wrong);
        _notes.AddRange(check.Notes);
        foreach (var (line, hash) in check.Files) LookAtFile(town, hash, name, line);
        return [.. check.Heads];
    }

    void LookAtFile(string town, string hash, string journal, int line)
    {
        var name = Path.Combine(town, "files", hash);
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path)) _wrong.Add(new(journal, line, $"The file {name} is named here and is not there. Restore it from the backup."));
        else if (FileName.Of(SharedFile.ReadAll(path)) != hash) _wrong.Add(new(name, null, $"The file was altered: it is not what {journal} line {line} names. Restore it from the backup."));
        else _files.Add(name);
    }

    // A whole journal that is gone breaks no chain.
    void LookForUnregistered(string town, string office, Dictionary<string, IReadOnlyList<Head>> heads)
    {
        if (!heads.TryGetValue(office, out var registered))
        {
            _wrong.Add(new(Path.Combine(town, "journal", $"{office}.jsonl"), null, "The office's journal is not there, so nobody knows of the town's plans and cycles. Restore it from the backup."));
            return;
        }
        foreach (var head in registered.OfType<OfficeHead>())
        {
            foreach (var plan in head.Plans) Expect(StreamName.Plan(town, plan.Key).Partition, $"the plan {plan.Key}");
            foreach (var cycle in head.Cycles) Expect(StreamName.CyclePartition(town, cycle.Key), $"the cycle {cycle.Key}");
        }

        void Expect(string partition, string what)
        {
            if (!heads.ContainsKey(partition))
                _wrong.Add(new(Path.Combine(town, "journal", $"{partition}.jsonl"), null, $"The office has registered {what}, and its journal is not there. Restore it from the backup."));
        }
    }
}
