using System.CommandLine;
using System.Globalization;
using ReformFlow.App.Commands;
using ReformFlow.App.Cycles;
using ReformFlow.App.Rehearsals;
using ReformFlow.App.Reports;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Reports;

namespace ReformFlow.Local.Commands;

/// <summary><c>rehearse</c>: plays a cycle before it is started, and shows its days and every mail that it would send if nobody answered.</summary>
static class RehearseCommand
{
    public static Command Create()
    {
        var plan = new Argument<string>("PLAN") { Description = "A reform-plan/1 file." };
        var organisation = new Argument<string>("ORGANISATION") { Description = "An organisation/1 file." };
        var publishOn = new Option<string>("--publish-on") { Description = "The publication day, such as 2026-08-27; the other days are counted backwards from it.", Required = true };
        var period = new Option<string?>("--period") { Description = "What is reported on, such as R7 or R7/firstHalf; else the fiscal year before the publication day's." };
        var texts = new Option<string?>("--mail-texts") { Description = "A mail-texts/1 file with the municipality's own mail texts." };
        var automatic = new Option<bool>("--automatic") { Description = "As if the cycle published by itself (自動公表)." };
        var template = new Option<string?>(NamedTemplate.Option) { Description = NamedTemplate.Description("What would be asked and printed; else standard") };
        var json = new Option<bool>("--json") { Description = "Write all of it as JSON (rehearsal/1), with the text of every mail." };
        var command = new Command("rehearse", "Plays a cycle before it is started: its days, and every mail that it would send if nobody answered.") { plan, organisation, publishOn, period, texts, template, automatic, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(plan)!, parsed.GetValue(organisation)!, parsed.GetValue(publishOn)!, parsed.GetValue(period), parsed.GetValue(texts), parsed.GetValue(template), parsed.GetValue(automatic), parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(string planPath, string organisationPath, string publishOn, string? typedPeriod, string? textsPath, string? templateName, bool automatic, bool asJson, CancellationToken cancellation)
    {
        if (Verbs.ReadFile(planPath) is not { } plan || Verbs.ReadFile(organisationPath) is not { } organisation) return Verbs.Wrong;
        byte[]? texts = null;
        if (textsPath is not null && (texts = Verbs.ReadFile(textsPath)) is null) return Verbs.Wrong;
        var template = BuiltInTemplates.Find(templateName ?? TownTemplates.Usual);
        if (template is null)
        {
            if (NamedTemplate.Read(templateName!) is not { File: { } file }) return Verbs.Wrong;
            var reading = TownTemplates.Read(file);
            if (!reading.IsGood) return Verbs.Refuse(templateName!, reading.Problems);
            template = reading.Value!;
        }
        if (!DateOnly.TryParseExact(publishOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Verbs.Refuse($"\"{publishOn}\" is no day. Give it like 2026-08-27.");
        if (day.Year is <= Holidays.FirstYear or > Holidays.LastYear) return Verbs.Refuse($"The publication day must be in the years {Holidays.FirstYear + 1} to {Holidays.LastYear}, whose holidays are known.");
        var period = new Period(FiscalYear.Of(day).Previous);
        if (typedPeriod is not null && !Period.TryParse(typedPeriod, out period)) return Verbs.Refuse($"\"{typedPeriod}\" is no period. Give it like R7 or R7/firstHalf.");

        var read = OrganisationFile.Read(organisation);
        if (!read.IsGood) return Verbs.Refuse(organisationPath, read.Problems);
        var calendar = new BusinessCalendar(read.Value!.Closures, YearlySpan.DefaultQuietDays);
        if (calendar.WhyClosed(day) is { } closed) return Verbs.Refuse($"{publishOn} is a closed day ({closed}). {calendar.OnOrBefore(day):yyyy-MM-dd} is the business day before it.");
        var rehearsed = await RehearseCycle.RunAsync(plan, organisation, texts, Plan.MainKey, new(Plan.MainKey, period, CycleDates.Backwards(day, calendar), automatic) { Template = template }, cancellation);
        if (!rehearsed.IsGood) return Verbs.Refuse("the rehearsal", rehearsed.Problems);
        Console.Write(asJson ? StrictJson.Write(RehearsalFile.Of(rehearsed.Value!)) + "\n" : RehearsalFile.Text(rehearsed.Value!));
        return 0;
    }
}
