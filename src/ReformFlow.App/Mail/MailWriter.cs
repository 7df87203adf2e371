using ReformFlow.App.Changes;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Reviews;
using ReformFlow.App.Web;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Mail;

/// <summary>Writes the mail of a step from the log and the municipality's texts; the same step always gives the same mail.</summary>
public sealed class MailWriter(CycleFinder cycles, RequestMail requests, Archive archive, IPeople people, SiteSettings site, TimeProvider time)
{
    /// <summary>The mail that a request's step sends.</summary>
    /// <param name="also">The department's requests in other cycles that this mail of the day speaks for.</param>
    /// <exception cref="MailRefusedException">Nobody is known to whom it could go.</exception>
    public async Task<(OutgoingMail Mail, string To)> OfRequestAsync(StartedCycle cycle, string department, RequestHead head, Step step, IReadOnlyList<OtherRequest> also, CancellationToken cancellation)
    {
        var writing = await BeginAsync(cycle, cancellation);
        var written = await WriteAsync(writing, cycle, department, head, step, also, cancellation);
        var number = written.Person ?? throw new MailRefusedException($"{written.Post}の宛先が登録されていません");
        var to = number == cycle.Municipality.Office.Person ? writing.Office : await FindAsync(cycle.Settings.Town, number, written.Post, cancellation);
        return (Mail(writing, step, written, to), number);
    }

    /// <summary>The words of a request's step, whichever way they go.</summary>
    public async Task<WrittenMail> WriteAsync(StartedCycle cycle, string department, RequestHead head, Step step, IReadOnlyList<OtherRequest> also, CancellationToken cancellation) =>
        await WriteAsync(await BeginAsync(cycle, cancellation), cycle, department, head, step, also, cancellation);

    /// <summary>The notice that a cycle's step sends to the office.</summary>
    public async Task<OutgoingMail> OfCycleAsync(RunningCycle cycle, PerformStep step, CancellationToken cancellation)
    {
        var writing = await BeginAsync(cycle, cancellation);
        var office = cycle.Municipality.Office;
        writing.Values["owed"] = Owed(cycle);
        writing.Values["waiting"] = string.Join('\n', ReviewWords.Waiting(RunningCycleGates.Of(cycle)).Select(w => $"・{w}"));
        var reviews = step.Kind == StepKind.NoticeReview ? CyclePolicy.ToPrepare(cycle.Head, time.GetUtcNow()) : CyclePolicy.ToConclude(cycle.Head, time.GetUtcNow());
        writing.Values["reviews"] = string.Join('\n', reviews.Select(r => $"・{r.Step.Name}　{JapaneseDate.DayWithWeekday(r.Step.Day!.Value)}"));
        writing.Values["byHand"] = ByHand(cycle, time.GetUtcNow());
        writing.Values["late"] = Late(cycle, time.GetUtcNow());
        writing.Values["publicAddress"] = site.ReportPage(cycle.Settings.Town, cycle.Settings.Key) ?? site.DeskPage(cycle.Settings.Town, cycle.Settings.Key);
        var kind = Enum.Parse<MailKind>(step.Kind.ToString());
        return Mail(writing, step, new(kind, office.Person, office.Name, writing.Texts.Fill(kind, writing.Values)), writing.Office);
    }

    sealed record Writing(MailTexts Texts, Dictionary<string, string> Values, (string Name, string Address) Office);

    async Task<Writing> BeginAsync(StartedCycle cycle, CancellationToken cancellation)
    {
        var town = cycle.Settings.Town;
        var office = await cycles.OfficeAsync(town, cancellation);
        var texts = await archive.MailTextsAsync(town, office.MailTexts!, cancellation);
        var sender = await FindAsync(town, cycle.Municipality.Office.Person, cycle.Municipality.Office.Name, cancellation);
        var values = MailValues.OfCycle(cycle.Settings, cycle.Plan, cycle.Municipality, sender.Address);
        values["deskAddress"] = site.DeskPage(town, cycle.Settings.Key);
        return new(texts, values, sender);
    }

    async Task<WrittenMail> WriteAsync(Writing writing, StartedCycle cycle, string department, RequestHead head, Step step, IReadOnlyList<OtherRequest> also, CancellationToken cancellation)
    {
        await requests.AddValuesAsync(writing.Values, cycle, department, head, step, also, cancellation);
        var (person, post) = RequestMail.ReaderOf(cycle.Municipality, cycle.Municipality.Department(department), head, step);
        var kind = RequestMail.KindOf(cycle, head, step);
        return new(kind, person, post, writing.Texts.Fill(kind, writing.Values));
    }

    OutgoingMail Mail(Writing writing, Step step, WrittenMail written, (string Name, string Address) to)
    {
        var domain = writing.Office.Address[(writing.Office.Address.IndexOf('@') + 1)..];
        return new(step.Key, StepKey.MessageId(step.Key, domain), time.GetUtcNow(), writing.Office.Name, writing.Office.Address, to.Name, to.Address, written.Text.Subject, written.Text.Body);
    }

    static string Owed(RunningCycle cycle)
    {
        var lines = CyclePolicy.Missing(cycle.Settings, cycle.Settings.Requests.Select(r => cycle.Requests[r.Department]))
            .SelectMany(h => new[] { $"■{cycle.Municipality.Department(h.Department).Name}" }.Concat(cycle.ItemsOf(h.Department).Select(RequestMail.Line)))
            .ToList();
        return lines.Count == 0 ? "ありません。すべての所属から提出されています。" : string.Join('\n', lines);
    }

    static string ByHand(RunningCycle cycle, DateTimeOffset now) => string.Join('\n', cycle.Settings.Requests
        .Where(r => RequestPolicy.Next(cycle.Settings, cycle.Requests[r.Department], [], now).Due.OfType<HandStep>().Any())
        .Select(r => $"・{cycle.Municipality.Department(r.Department).Name}"));

    static string Late(RunningCycle cycle, DateTimeOffset now)
    {
        var town = cycle.Municipality;
        return string.Join("\n\n",
            from request in cycle.Settings.Requests
            let head = cycle.Requests[request.Department]
            let key = RequestPolicy.WaitingEscalation(cycle.Settings, head, now)
            where key is not null
            let department = town.Department(request.Department)
            select Lines(department, head, RequestMail.ReaderOf(town, department, head, new PerformStep(StepKind.Escalate, key)).Post));

        string Lines(Department department, RequestHead head, string reader)
        {
            var evidence = new Dictionary<string, string>();
            RequestMail.AddEvidence(evidence, head);
            return $"■{department.Name}\n　連絡先　{reader}\n　照会の送付　{evidence["requestedAt"]}\n　提出期限　{JapaneseDate.Day(RequestRules.DueDay(cycle.Settings, head))}（{MailValues.DueIn(cycle.Settings, head, now)}）\n　提出のお願い　{evidence["remindedAt"]}\n　下書きの最後の保存　{evidence["savedAt"]}";
        }
    }

    async Task<(string Name, string Address)> FindAsync(string town, string number, string name, CancellationToken cancellation) =>
        await people.FindAsync(town, number, cancellation) is { } person
            ? (person.Name ?? name, person.Address)
            : throw new MailRefusedException($"宛先の担当者（番号 {number}）が登録されていません");
}
