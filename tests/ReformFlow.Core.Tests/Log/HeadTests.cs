using System.Text;
using System.Text.Json;
using ReformFlow.Core.Access;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Plans;
using ReformFlow.Core.Publication;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Log;

public class HeadTests
{
    [Theory]
    [InlineData("cycle", typeof(CycleHead))]
    [InlineData("plan", typeof(PlanHead))]
    [InlineData("office", typeof(OfficeHead))]
    [InlineData("request~zeimu", typeof(RequestHead))]
    public void Empty_head_is_that_of_its_stream(string stream, Type type)
    {
        var head = Head.Empty(stream);

        Assert.Equal(type, head.GetType());
        Assert.Equal((stream, Head.CurrentShape, 0, ""), (head.Stream, head.Shape, head.Version, head.Hash));
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("request~")]
    [InlineData("request~../zeimu")]
    [InlineData("request~zeimu~0000000001")]
    public void Unknown_stream_is_refused_by_its_name(string stream) => Assert.Equal($"No stream is called {stream}.", Assert.Throws<ArgumentException>(() => Head.Empty(stream)).Message);

    [Fact]
    public void Head_takes_version_and_hash_of_the_append()
    {
        var append = new Append("plan", 1, "", Sample.At("6/1"), "p1", [new PlanStored("a"), new PlanStored("b")]);
        var head = (PlanHead)Head.Empty("plan").After(append, "ff");

        Assert.Equal((1, "ff"), (head.Version, head.Hash));
        Assert.Equal(["a", "b"], head.Files);
    }

    [Theory]
    [InlineData("plan", 2, "ff", true)]
    [InlineData("office", 2, "ff", false)]
    [InlineData("plan", 1, "ff", false)]
    [InlineData("plan", 3, "ff", false)]
    [InlineData("plan", 2, "fe", false)]
    [InlineData("plan", 2, "", false)]
    public void Append_that_does_not_follow_is_refused(string stream, int version, string previous, bool follows)
    {
        var head = Head.Empty("plan").After(new("plan", 1, "", Sample.At("6/1"), "p1", [new PlanStored("a")]), "ff");
        var next = new Append(stream, version, previous, Sample.At("6/2"), "p1", [new PlanStored("b")]);

        if (follows) Assert.Equal(2, head.After(next, "fd").Version);
        else Assert.Equal($"{stream} version {version} does not follow plan version 1: the chain is broken.", Assert.Throws<InvalidOperationException>(() => head.After(next, "fd")).Message);
    }

    [Fact]
    public void Office_knows_plans_cycles_and_files_in_force()
    {
        var head = (OfficeHead)Head.Empty("office").After(
            new("office", 1, "", Sample.At("6/1"), "p1",
                [new PlanRegistered("main", "計画"), new PlanRegistered("dx", "ＤＸ"), new PlanRegistered("main", "計画（改定）"), new CycleRegistered("r7", "main"), new OrganisationStored("o1"), new OrganisationStored("o2"), new MailTextsStored("m")]), "ff");

        Assert.Equal([new("dx", "ＤＸ"), new("main", "計画（改定）")], head.Plans);
        Assert.Equal([new("r7", "main")], head.Cycles);
        Assert.Equal(("o2", "m"), (head.Organisation, head.MailTexts));
    }

    [Fact]
    public void Office_knows_its_own_templates_by_name_and_the_one_chosen_last()
    {
        var head = (OfficeHead)Head.Empty("office").After(
            new("office", 1, "", Sample.At("6/1"), "p1", [new TemplateStored("a", "様式", "f1"), new TemplateStored("b", "様式", "f2"), new TemplateStored("a", "様式（改）", "f3"), new TemplateProposed("main", "a"), new TemplateProposed("dx", "b"), new TemplateProposed("main", "b")]), "ff");

        Assert.Equal([new("b", "様式", "f2"), new("a", "様式（改）", "f3")], head.Templates);
        Assert.Equal(("b", "b"), (head.Proposed["main"], head.Proposed["dx"]));
    }

    [Fact]
    public void Cycle_counts_the_versions_of_its_texts_and_tells_which_an_edition_was_compiled_from()
    {
        var head = Sample.Started(Sample.Cycle(), ("7/18", new OfficeTextsStored("a")), ("7/19", Sample.Compiled(1) with { TextsFile = "a" }), ("7/20", new OfficeTextsStored("b")), ("7/21", new OfficeTextsStored("a")),
            ("7/22", Sample.Compiled(2) with { TextsFile = "a" }), ("7/23", Sample.Compiled(3)));

        Assert.Equal([(1, "a"), (2, "b"), (3, "a")], head.Texts.Select(t => (t.Number, t.File)));
        Assert.Equal([1, 3, null], head.Editions.Select(e => head.TextsOf(e)?.Number));
    }

    [Fact]
    public void Every_head_reads_back_as_it_was_written()
    {
        Head[] heads =
        [
            Sample.Asked(("6/2", new MailRefused(Sample.Key(StepKind.Remind, 1, "2026-06-30", -3), "550")), ("6/10", new DraftSaved(1, 2)), ("6/11", new Submitted(1)),
                ("6/12", new Returned([new("i1", ["mark.a1"], "r")], "r", new(2026, 7, 7))), ("6/13", new HandedOver("p9", 2)), ("6/14", new Excused(MissingAnswer.Blank, ""))),
            Sample.Started(Sample.Cycle(), ("7/19", Sample.Compiled(1)), ("7/20", new Released(1)), ("8/5", new Published("k", 1)), ("8/6", new StepClaimed("b", "w")), ("8/6", new StepClaimed("B", "w"))),
            Head.Empty("plan").After(new("plan", 1, "", Sample.At("6/1"), "p1", [new PlanStored("a")]), "ff"),
            Head.Empty("office").After(new("office", 1, "", Sample.At("6/1"), "p1", [new PlanRegistered("main", "計画"), new TemplateStored("a", "様式", "f"), new TemplateProposed("main", "a")]), "ff"),
            Sample.Started(Sample.Cycle(), ("7/18", new OfficeTextsStored("a")), ("7/19", Sample.Compiled(1) with { TextsFile = "a" })),
            Sample.Office(("6/1", new MemberAdded("p1", [Role.View, Role.Edit])), ("6/1", new MemberAdded("p2", [Role.Approve])), ("6/2", new DeputyNamed("p1", "p2", new(2026, 6, 1), new(2026, 6, 5))),
                ("6/2", new CodeMailed("p1", "c", Sample.At("6/2"))), ("6/2", new SignInFailed("p1", Sample.At("6/2"), "c")), ("6/2", new SignInFailed("p1", Sample.At("6/2"))), ("6/2", new SignedIn("p1", SignInWay.App, "7"))),
        ];
        Assert.All(heads, head =>
        {
            var bytes = CanonicalJson.Write(head);
            var read = JsonSerializer.Deserialize<Head>(bytes, StrictJson.Options)!;

            Assert.Equal(head.GetType(), read.GetType());
            Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(CanonicalJson.Write(read)));
        });
    }

    [Fact]
    public void Head_that_was_read_back_folds_and_decides_as_before()
    {
        var head = Sample.Asked();
        var read = (RequestHead)JsonSerializer.Deserialize<Head>(CanonicalJson.Write<Head>(head), StrictJson.Options)!;
        var next = new Append(head.Stream, head.Version + 1, head.Hash, Sample.At("6/25 9:00"), Append.System, [new StepClaimed("B", "w"), new StepClaimed("a", "w")]);

        Assert.Equal(CanonicalJson.Write<Head>(head.After(next, "ff")), CanonicalJson.Write<Head>(read.After(next, "ff")));
        Assert.Equal(RequestPolicy.Next(Sample.Cycle(), head, [], Sample.At("7/6 9:00")).Due, RequestPolicy.Next(Sample.Cycle(), read, [], Sample.At("7/6 9:00")).Due);
    }
}
