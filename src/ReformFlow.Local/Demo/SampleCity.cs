using System.Text.Json;
using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;

namespace ReformFlow.Local.Demo;

/// <summary>The fictional city that the demo runs: its plan, its organisation, and what its departments will answer.</summary>
sealed class SampleCity
{
    /// <summary>One item's answer as the sample tells it: by printed action number and indicator position.</summary>
    public sealed record Answer(IReadOnlyDictionary<string, string> Marks, string Rating, IReadOnlyDictionary<string, string> Texts, IReadOnlyDictionary<string, string>? Actuals = null, IReadOnlyDictionary<string, string>? Amounts = null);

    sealed record AnswerFile(string Format, string Year, IReadOnlyDictionary<string, Answer> Items);

    static string Folder => Path.Combine(AppContext.BaseDirectory, "samples", "mizuhono");

    public byte[] PlanBytes { get; } = File.ReadAllBytes(Path.Combine(Folder, "plan.json"));
    public byte[] OrganisationBytes { get; } = File.ReadAllBytes(Path.Combine(Folder, "organisation.json"));

    /// <summary>The plan with the keys that the import gives it.</summary>
    public Plan Plan { get; }
    public OrganisationFile Organisation { get; }
    public IReadOnlyDictionary<string, Answer> Answers { get; }

    public SampleCity()
    {
        Plan = PermanentKeys.Give(PlanFile.Read(PlanBytes).Value!);
        Organisation = OrganisationFile.Read(OrganisationBytes).Value!;
        Answers = JsonSerializer.Deserialize<AnswerFile>(File.ReadAllBytes(Path.Combine(Folder, "answers-r7.json")), StrictJson.Options)!.Items;
    }

    /// <summary>What a department types into an item's form: field name → value.</summary>
    public Dictionary<string, string> FormOf(PlanItem item, Period period)
    {
        var answer = Answers[item.No];
        var form = new Dictionary<string, string> { ["rating.status"] = answer.Rating };
        foreach (var (no, mark) in answer.Marks) form[$"mark.{item.Actions!.First(a => a.No == no).Key}"] = mark;
        foreach (var (position, figure) in answer.Actuals ?? new Dictionary<string, string>()) form[$"actual.{item.Indicators![int.Parse(position) - 1].Key}.{period.Year}"] = figure;
        foreach (var (kind, amount) in answer.Amounts ?? new Dictionary<string, string>()) form[$"effect.{kind}.{period.Year}"] = amount;
        foreach (var (name, text) in answer.Texts) form[$"text.{name}"] = text;
        return form;
    }
}
