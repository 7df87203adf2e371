using System.Text.Json.Serialization;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Log;

/// <summary>A fact: appended, never changed. The list below is every fact that the log can hold.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StepClaimed), nameof(StepClaimed))]
[JsonDerivedType(typeof(StepPutOff), nameof(StepPutOff))]
[JsonDerivedType(typeof(StepSkipped), nameof(StepSkipped))]
[JsonDerivedType(typeof(StepDropped), nameof(StepDropped))]
[JsonDerivedType(typeof(RequestSent), nameof(RequestSent))]
[JsonDerivedType(typeof(ReminderSent), nameof(ReminderSent))]
[JsonDerivedType(typeof(ReceiptSent), nameof(ReceiptSent))]
[JsonDerivedType(typeof(MailRefused), nameof(MailRefused))]
[JsonDerivedType(typeof(Locked), nameof(Locked))]
[JsonDerivedType(typeof(AnswerChanged), nameof(AnswerChanged))]
[JsonDerivedType(typeof(DraftSaved), nameof(DraftSaved))]
[JsonDerivedType(typeof(Submitted), nameof(Submitted))]
[JsonDerivedType(typeof(Returned), nameof(Returned))]
[JsonDerivedType(typeof(Accepted), nameof(Accepted))]
[JsonDerivedType(typeof(Extended), nameof(Extended))]
[JsonDerivedType(typeof(Excused), nameof(Excused))]
[JsonDerivedType(typeof(Withdrawn), nameof(Withdrawn))]
[JsonDerivedType(typeof(HandedOver), nameof(HandedOver))]
[JsonDerivedType(typeof(CycleStarted), nameof(CycleStarted))]
[JsonDerivedType(typeof(OfficeNotified), nameof(OfficeNotified))]
[JsonDerivedType(typeof(EditionCompiled), nameof(EditionCompiled))]
[JsonDerivedType(typeof(Released), nameof(Released))]
[JsonDerivedType(typeof(ReleasedByItself), nameof(ReleasedByItself))]
[JsonDerivedType(typeof(Published), nameof(Published))]
[JsonDerivedType(typeof(PlanStored), nameof(PlanStored))]
[JsonDerivedType(typeof(PlanRegistered), nameof(PlanRegistered))]
[JsonDerivedType(typeof(CycleRegistered), nameof(CycleRegistered))]
[JsonDerivedType(typeof(OrganisationStored), nameof(OrganisationStored))]
[JsonDerivedType(typeof(MailTextsStored), nameof(MailTextsStored))]
[JsonDerivedType(typeof(MemberAdded), nameof(MemberAdded))]
[JsonDerivedType(typeof(RolesGiven), nameof(RolesGiven))]
[JsonDerivedType(typeof(MemberRemoved), nameof(MemberRemoved))]
[JsonDerivedType(typeof(MemberCorrected), nameof(MemberCorrected))]
[JsonDerivedType(typeof(DeputyNamed), nameof(DeputyNamed))]
[JsonDerivedType(typeof(DeputyEnded), nameof(DeputyEnded))]
[JsonDerivedType(typeof(CodeMailed), nameof(CodeMailed))]
[JsonDerivedType(typeof(SignInFailed), nameof(SignInFailed))]
[JsonDerivedType(typeof(SignedIn), nameof(SignedIn))]
[JsonDerivedType(typeof(SignedOutEverywhere), nameof(SignedOutEverywhere))]
[JsonDerivedType(typeof(AuthenticatorSet), nameof(AuthenticatorSet))]
[JsonDerivedType(typeof(AuthenticatorRemoved), nameof(AuthenticatorRemoved))]
public abstract record Event;
