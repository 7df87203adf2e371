using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ReformFlow.App.Access;
using ReformFlow.App.Answers;
using ReformFlow.App.Assets;
using ReformFlow.App.Changes;
using ReformFlow.App.Cycles;
using ReformFlow.App.Log;
using ReformFlow.App.Mail;
using ReformFlow.App.Organisation;
using ReformFlow.App.Ports;
using ReformFlow.App.Publication;
using ReformFlow.App.Rehearsals;
using ReformFlow.App.Reports;
using ReformFlow.App.Requests;
using ReformFlow.App.Reviews;

namespace ReformFlow.App.Web;

/// <summary>The product as both hosts run it: its use cases, and the one pipeline that answers every request.</summary>
public static class WebSetup
{
    /// <summary>Adds use cases and pages. The host adds the ports, <see cref="SiteSettings"/>, <see cref="WorkerIdentity"/> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddReformFlow(this IServiceCollection services)
    {
        services.AddRouting();
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        // Razor brings data protection along; nothing of ours is protected by it, so it keeps no keys on disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        // Kanji stay kanji in the pages' source; the default encoder turns each into a number.
        services.Replace(ServiceDescriptor.Singleton(HtmlEncoder.Create(UnicodeRanges.All)));
        services.AddSingleton<AssetFiles>();
        services.AddSingleton<Streams>();
        services.AddSingleton<Archive>();
        services.AddSingleton<ImportTown>();
        services.TryAddSingleton(OwnClosures.None);
        services.AddSingleton<CycleFinder>();
        services.AddSingleton<CarriedAnswers>();
        services.AddSingleton<StartCycle>();
        services.AddSingleton<Outlooks>();
        services.AddSingleton<Performer>();
        services.AddSingleton<RequestMail>();
        services.AddSingleton<MailWriter>();
        services.AddSingleton<SaveAnswers>();
        services.AddSingleton<SubmitAnswers>();
        services.AddSingleton<OfficeDecisions>();
        services.AddSingleton<RecordDeliveries>();
        services.AddSingleton<EditOnBehalf>();
        services.AddSingleton<ProposeChange>();
        services.AddSingleton<DecideChange>();
        services.AddSingleton<AdoptOrganisation>();
        services.AddSingleton<PassOn>();
        services.AddSingleton<RehearseCycle>();
        services.AddSingleton<ReportHtml>(provider => new(provider.GetService<ILoggerFactory>()));
        services.AddSingleton<CompileEdition>();
        services.AddSingleton<ReleaseEdition>();
        services.AddSingleton<ReinstateEdition>();
        services.AddSingleton<PublicPages>(provider => new(provider.GetRequiredService<Archive>(), provider.GetService<ILoggerFactory>()));
        services.AddSingleton<IPublicSite, OwnPages>();
        services.AddSingleton<ApproveEdition>();
        services.AddSingleton<ReviewDecisions>();
        services.AddSingleton<EndCycle>();
        services.AddSingleton<DeskReviews>();
        services.AddSingleton<DeskDifferences>();
        services.AddSingleton<DeskApproval>();
        services.AddSingleton<DeskEnd>();
        services.AddSingleton(new AccessClock(TimeProvider.System));
        services.AddSingleton<Chance>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Members>();
        services.AddSingleton<SignIn>();
        services.TryAddSingleton(SignInChoice.Codes);
        services.TryAddSingleton(AddressLimits.None);
        services.AddSingleton<SignInPages>();
        services.AddSingleton<EntraPages>();
        services.AddSingleton<Authenticators>();
        services.AddSingleton<MemberPages>();
        services.AddSingleton<DeskVisitor>();
        services.AddSingleton<FormVisits>();
        services.AddSingleton<Clerks>();
        services.AddSingleton<Writers>();
        services.AddSingleton<WrongTries>();
        services.AddSingleton<FormTokens>();
        services.AddSingleton<Form>();
        services.AddSingleton<ConfirmAnswers>();
        services.AddSingleton<ConfirmForm>();
        services.AddSingleton<HandOver>();
        services.AddSingleton<AnswerProbe>();
        services.AddSingleton<Parts>();
        services.AddSingleton<ReturnPart>();
        services.AddSingleton<PartForm>();
        services.AddSingleton<ProbeForm>();
        services.AddSingleton<HandOverForm>();
        services.AddSingleton<Desk>();
        services.AddSingleton<DoubtDesk>();
        services.AddSingleton<OfficeDesk>();
        services.AddSingleton<EditMailTexts>();
        services.AddSingleton<MailPreview>();
        services.AddSingleton<MailTextsDesk>();
        services.AddSingleton<TownTemplates>();
        services.AddSingleton<TemplatesDesk>();
        services.AddSingleton<EditOfficeTexts>();
        services.AddSingleton<OfficeTextsDesk>();
        services.AddSingleton<FormChanges>();
        services.AddSingleton<DeskChanges>();
        services.AddSingleton<DeskOrganisation>();
        return services;
    }

    /// <summary>Builds the pipeline: errors, headers, limits, routing, address ranges, sign-in, form tokens, doors.</summary>
    /// <param name="more">Endpoints that only this host has, beside the doors of both.</param>
    public static IApplicationBuilder UseReformFlow(this IApplicationBuilder app, Action<IEndpointRouteBuilder>? more = null)
    {
        app.UseExceptionHandler(Failures.Handle);
        app.Use(UnnamedSite.Name);
        app.Use(SecurityHeaders.Add);
        app.UseStatusCodePages(Failures.ShowStatus);
        app.Use(BodyLimit.Set);
        app.UseRouting();
        app.Use(AddressLimits.Check);
        app.Use(DeskDoorKeeper.Check);
        app.Use(FormTokens.Check);
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapAssets();
            endpoints.MapFrontDoor();
            endpoints.MapFormDoor();
            endpoints.MapConfirmDoor();
            endpoints.MapHandOverDoor();
            endpoints.MapProbeDoor();
            endpoints.MapPartDoor();
            endpoints.MapChangeDoors();
            endpoints.MapOrganisationDoor();
            endpoints.MapSignInDoor();
            endpoints.MapEntraDoor();
            endpoints.MapMemberDoor();
            endpoints.MapDeskDoor();
            endpoints.MapOfficeDoor();
            endpoints.MapOutboxDoor();
            endpoints.MapReviewDoor();
            endpoints.MapApprovalDoor();
            endpoints.MapEndDoor();
            endpoints.MapDoubtDoor();
            endpoints.MapMailTextsDoor();
            endpoints.MapTemplatesDoor();
            endpoints.MapOfficeTextsDoor();
            endpoints.MapPublicDoor();
            more?.Invoke(endpoints);
        });
        return app;
    }
}
