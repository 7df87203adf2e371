using ReformFlow.App.Log;
using ReformFlow.App.Ports;
using ReformFlow.App.Reports;
using ReformFlow.Core.Access;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.App.Organisation;

/// <summary>The report template that an import names for the plan's cycles.</summary>
/// <param name="File">Bytes of a <c>report-template/1</c> file; null for a built-in template of that name.</param>
public sealed record GivenTemplate(string Name, byte[]? File);

/// <summary>Takes in a plan and the organisation that answers for it: all of it, or every problem and nothing.</summary>
public sealed class ImportTown(Streams streams, Archive archive, IPeople people)
{
    /// <summary>What was taken in: the town's key, the plan's key, the number of items and of departments that write.</summary>
    public sealed record Imported(string Town, string Plan, int Items, int Departments)
    {
        /// <summary>What of the plan the template that came with it would not ask or print, in the desk's words.</summary>
        public IReadOnlyList<string> Notices { get; init; } = [];
    }

    /// <summary>Every problem of the files, by file and place; what is found good here is stored as it is.</summary>
    public static IReadOnlyList<Problem> Check(byte[] planFile, byte[] organisationFile, byte[]? mailTexts, string planKey, GivenTemplate? template = null)
    {
        var (plan, organisation) = (PlanFile.Read(planFile), OrganisationFile.Read(organisationFile));
        List<Problem> problems = [.. Named("plan", plan.Problems), .. Named("organisation", organisation.Problems)];
        if (mailTexts is not null) problems.AddRange(Named("mail texts", MailTexts.Read(mailTexts).Problems));
        var read = template is null ? null : Read(template);
        if (read is not null) problems.AddRange(Named("template", read.Problems));
        if (!Keys.IsAddressKey(planKey)) problems.Add(new("--plan", $"\"{planKey}\" can't be a plan's key. Use 1 to 40 of a to z, 0 to 9 and hyphens."));
        if (problems.Count > 0) return problems;
        var keyed = PermanentKeys.Give(plan.Value!);
        if (read is not null) problems.AddRange(Fit(read.Value!, keyed).Problems);
        return [.. problems, .. Responsibilities.Of(keyed, planKey, OrganisationImport.Part(organisation.Value!, []).Municipality).Problems];
    }

    /// <summary>How a template suits a plan in the year that its next cycle would report on, as far as a plan by itself can tell.</summary>
    public static TemplateFit Fit(ReportTemplate template, Plan plan) =>
        TemplateFit.Of(template, plan, new(plan.Edition?.Year ?? plan.About.FirstYear, plan.Edition?.Period ?? PeriodPart.Annual));

    static Reading<ReportTemplate> Read(GivenTemplate template) => template.File is { } file ? TownTemplates.Read(file)
        : BuiltInTemplates.Find(template.Name) is { } builtIn ? new(builtIn, [])
        : new(null, [new("--template", $"No template that comes with the product is called \"{template.Name}\".")]);

    /// <summary>Validates and stores; a plan imported again under its key becomes that plan's next version.</summary>
    /// <param name="planFile">Bytes of a <c>reform-plan/1</c> file.</param>
    /// <param name="organisationFile">Bytes of an <c>organisation/1</c> file.</param>
    /// <param name="mailTexts">Bytes of a <c>mail-texts/1</c> file; null keeps the town's texts, or the built-in ones at first.</param>
    /// <param name="template">What the plan's next cycles are proposed with; null leaves it as it is.</param>
    public async Task<Reading<Imported>> RunAsync(byte[] planFile, byte[] organisationFile, byte[]? mailTexts, string planKey, CancellationToken cancellation, GivenTemplate? template = null)
    {
        if (Check(planFile, organisationFile, mailTexts, planKey, template) is { Count: > 0 } wrong) return new(null, wrong);
        var (plan, organisation) = (PlanFile.Read(planFile).Value!, OrganisationFile.Read(organisationFile).Value!);
        var town = organisation.Municipality.Key;
        var planStream = StreamName.Plan(town, planKey);
        var keyed = await KeyedAsync(await streams.HeadAsync<PlanHead>(planStream, cancellation));
        var (municipality, persons) = OrganisationImport.Part(organisation, await people.AllAsync(town, cancellation));
        var (everybody, listed) = OrganisationImport.Members(organisation.Office.Members ?? [], persons);
        var (writing, _) = Responsibilities.Of(keyed, planKey, municipality);

        await people.SaveAsync(town, everybody, cancellation);
        var organisationHash = await archive.StoreJsonAsync(town, municipality, cancellation);
        var textsHash = await archive.StoreAsync(town, mailTexts ?? MailTexts.BuiltIn().ToArray(), cancellation);
        var chosen = template is null ? null : Read(template).Value!;
        var stored = template?.File is { } file ? new TemplateStored(chosen!.Name, chosen.Title, await archive.StoreAsync(town, file, cancellation)) : null;
        await streams.ChangeAsync<PlanHead>(planStream, Append.System, async head =>
        {
            // Asked on each head: a change that was accepted meanwhile is not lost.
            var planHash = await archive.StoreJsonAsync(town, await KeyedAsync(head), cancellation);
            return head.Files.LastOrDefault() == planHash ? [] : [new PlanStored(planHash)];
        }, cancellation);
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), Append.System, head => News(head), cancellation);
        return new(new(town, planKey, keyed.Items.Count, writing.Count) { Notices = chosen is null ? [] : Fit(chosen, keyed).Notices }, []);

        // Accepted changes live on in the next version, and give way where it says something else.
        async Task<Plan> KeyedAsync(PlanHead head)
        {
            var earlier = new List<Plan>();
            foreach (var file in head.Files) earlier.Add(await archive.PlanAsync(town, file, cancellation));
            return PlanChanges.Carried(PermanentKeys.Give(plan, earlier), earlier.LastOrDefault());
        }

        IReadOnlyList<Event> News(OfficeHead head)
        {
            var news = new List<Event>();
            var registered = new PlanRegistered(planKey, keyed.About.Title);
            if (!head.Plans.Contains(registered)) news.Add(registered);
            if (head.Organisation != organisationHash) news.Add(new OrganisationStored(organisationHash));
            if (head.MailTexts is null || mailTexts is not null && head.MailTexts != textsHash) news.Add(new MailTextsStored(textsHash));
            if (stored is not null && !head.Templates.Contains(stored)) news.Add(stored);
            if (chosen is not null) news.AddRange(TownTemplates.Chosen(head, planKey, chosen.Name));
            // The post itself is the first member, so that the desk can be opened; later the desk knows better than a file.
            return [.. news, .. MemberRules.Missing(head, [(municipality.Office.Person, MemberRules.AllRoles), .. listed])];
        }
    }

    static IEnumerable<Problem> Named(string file, IEnumerable<Problem> problems) => problems.Select(p => p with { Place = $"{file} {p.Place}" });
}
