using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Changes;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;
using ReformFlow.Core.Reviews;

namespace ReformFlow.Core.Tests.Log;

public class EventTests
{
    // One of each fact, every optional field filled; a new fact without an entry here fails.
    static readonly Event[] _samples =
    [
        new StepClaimed("k", "w"), new StepPutOff("k", "r"), new StepSkipped("k", "r", "s"), new StepDropped("k", "r"),
        new RequestSent("k", "p1", "<k@example.jp>"), new ReminderSent("k", "p1", "<k@example.jp>"), new ReceiptSent("k", "p1", "<k@example.jp>"),
        new MailRefused("k", "550 No such user"), new MailInDoubt("k", "返事なし"), new MarkedArrived("k"), new MailBounced("k", Sample.At("6/1"), BounceKind.Mailbox, "5.2.2", "t"), new MailDelivered("k", Sample.At("6/1"), "t"), new Locked("k"), new OfficeNotified("k"), new ReleasedByItself("k", 2), new Published("k", 2), new Released(2), new Reinstated(1, "取り違え"), new Restored("k", 1),
        new AnswerChanged("i1", "actual.n1.R6", new("98.6%", true, new(2026, 6, 30))), new DraftSaved(3, 4), new Submitted(1, "by telephone"),
        new Returned([new("i1", ["mark.a1"], "数字") { Reasons = new Dictionary<string, string> { ["mark.a1"] = "単位" } }], "確認", new(2026, 7, 7)) { Writer = "zeimu" }, new Accepted(1), new Extended(new(2026, 7, 7), "繁忙"),
        new Excused(MissingAnswer.LastYear, "休止"), new Withdrawn("不要"), new HandedOver("p9", 2),
        new OrganisationAdopted("f", [new("zeimu", "shuzei", ["i1"])], [new("shuzei", []) { Channel = Channel.ByHand, Above = [EscalationLevel.Superior] }], ["shimin"]),
        new RequestPassed("k", [new("zeimu", "shuzei", ["i1"]) { Parts = ["i2"] }]), new PostRenewed("k"), new PassedOn(1, [new("zeimu", "shuzei", ["i1"])], true), new HandedInBefore(["i1"]),
        new TookOver(1, "zeimu", ["i1"], new(true, true, 2, new(2026, 7, 7), [new("i1", ["mark.a1"], "数字")], true)), new PostChanged(1, 2),
        new ChangeProposed(1, ChangeKind.Merge, "i1", "i2", [new("title", "旧", "新")], "重なるため"), new ChangeWithdrawn(1), new ChangeDecided(1, true, new(2026), "了解", "4"),
        new ChangesApplied("k", "f"), new DecisionSent("k", "p1", "<k@example.jp>"),
        new ProbeSent("k", "p1", "m"), new ProbeAnswered(false, "福祉課へ"), new MarkedUndelivered("k", "電話"), new ResendAsked("訂正"), new ChannelChanged(Channel.ByHand),
        new WithdrawalSent("k", "p1", "m"), new Escalated("k", "p1", "m"), new EscalationReleased("k"), new ConfirmationAsked("k", "p1", "m"),
        new Confirmed(1, ConfirmationWay.Outside, "部長", new(2026, 7, 7)), new ConfirmationDeclined("数字", new(2026, 7, 7)),
        new FinalsAsked("k", [new("i1", ["actual.n1.R6"], "")], new(2026, 6, 30), new(2026, 7, 7)), new EditedOnBehalf("i1", "電話"),
        new CycleStarted(Sample.Cycle() with
        {
            Period = new(new(2025), PeriodPart.FirstHalf), Hours = new() { MailsAt = new(8, 45) }, Reminders = new() { Offsets = [-1], RestAfterRequest = 2 },
            PublishAutomatically = true, Reviews = [new("s1", "推進本部", new(2026, 7, 21), true)], Approval = ApprovalRule.Required, Closures = [new(new(2026, 8, 13), new(2026, 8, 15), "夏季閉庁")], QuietDays = YearlySpan.NewYear,
        }),
        Sample.Compiled(1) with { Content = "c", DocumentNumber = "資料1", TextsFile = "f" }, new OfficeTextsStored("f"), new TemplateStored("own", "様式", "f"), new TemplateProposed("main", "own"),
        new ReviewPlanned(new("s1", "推進本部", new(2026, 7, 21), true), "s2", "追加"), new ReviewMoved("s1", new(2026, 7, 22), "日程"), new ReviewDropped("s1", "不要"),
        new ReviewOpened("s1", 1, "資料1", new(2026, 7, 22)), new ReviewCommented("s1", "s1-1", "i1", "数字を", "委員"), new CommentAnswered("s1", "s1-1", "直します"),
        new CommentWithdrawn("s1", "s1-1", "重複"), new ReviewGraded("s1", "i1", "A"), new ReviewConcluded("s1", ReviewOutcome.AgreedWithChanges, "字句を直す", new(2026, 7, 22)),
        new Approved(1, "c"), new ApprovalRecorded(1, "c", new(2026, 7, 24), "企行第12号", "市長", "代決"), new ApprovalWithdrawn("c", "誤記"), new ApprovalRuleChanged(ApprovalRule.Required, "決裁"),
        new CycleClosed(), new CycleStopped("計画の見直し"), new CycleReopened("正誤"), new CycleEnded("r7", "令和7年度　計画", true), new CycleResumed("r7"),
        new PlanStored("f"), new PlanRegistered("main", "計画"), new CycleRegistered("r7", "main"), new OrganisationStored("f"), new MailTextsStored("f"),
        new MemberAdded("p1", [Role.View, Role.Edit]), new RolesGiven("p1", [Role.Approve]), new MemberRemoved("p1"), new MemberCorrected("p1"),
        new DeputyNamed("p1", "p2", new(2026, 6, 1), new(2026, 6, 5)), new DeputyEnded("p1", "p2", new(2026, 6, 1)),
        new CodeMailed("p1", "c", Sample.At("6/1")), new SignInFailed("p1", Sample.At("6/1"), "c"), new SignedIn("p1", SignInWay.Server, "w"), new SignedOutEverywhere("p1"),
        new AuthenticatorSet("p1"), new AuthenticatorRemoved("p1"),
    ];

    [Fact]
    public void Every_fact_has_a_sample_here() => Assert.Equal(Known().Select(t => t.Name).Order(), _samples.Select(s => s.GetType().Name).Order());

    [Fact]
    public void Every_fact_is_known_by_its_own_name() =>
        Assert.All(typeof(Event).GetCustomAttributes<JsonDerivedTypeAttribute>(), a => Assert.Equal(a.DerivedType.Name, a.TypeDiscriminator));

    [Fact]
    public void Every_fact_that_there_is_can_be_written() =>
        Assert.Equal(typeof(Event).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Event)) && !t.IsAbstract).Select(t => t.Name).Order(), Known().Select(t => t.Name).Order());

    public static TheoryData<string> Names => [.. _samples.Select(s => s.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fact_reads_back_as_it_was_written(string name)
    {
        var sample = _samples.Single(s => s.GetType().Name == name);
        var bytes = new Append("cycle", 1, "", Sample.At("6/1"), Append.System, [sample]).ToBytes();
        var read = Assert.Single(Append.FromBytes(bytes).Events);

        Assert.Equal(sample.GetType(), read.GetType());
        Assert.Equal(CanonicalJson.Write(sample), CanonicalJson.Write(read));
        // Nothing that the fact holds is lost on the way to the file, where both would look alike without it.
        var written = JsonDocument.Parse(CanonicalJson.Write(sample)).RootElement;
        Assert.All(sample.GetType().GetProperties().Where(p => p.Name != "EqualityContract"), p => Assert.True(written.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(p.Name), out _), p.Name));
    }

    static IEnumerable<Type> Known() => typeof(Event).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType);
}
