using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Obs.TestSupport;

namespace Obs.Tracing.Tests.Context;

public sealed class TraceHeaderTests
{
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private static readonly UInt128 TraceId = UInt128.Parse(
        "5759e988bd862e3fe1be46a994272793", System.Globalization.NumberStyles.HexNumber, null);

    [Theory]
    [InlineData(Root, 0UL, IncomingDecision.None)]
    [InlineData(Root + ";Parent=53995c3f42cd8ad8;Sampled=1", 0x53995c3f42cd8ad8UL, IncomingDecision.Sampled)]
    [InlineData(Root + "; Parent=53995c3f42cd8ad8; Sampled=0", 0x53995c3f42cd8ad8UL, IncomingDecision.NotSampled)]
    [InlineData("Sampled=?;" + Root, 0UL, IncomingDecision.Requested)]
    [InlineData(
        "  sampled = 1 ; PARENT=53995C3F42CD8AD8 ;root=1-5759E988-BD862E3FE1BE46A994272793",
        0x53995c3f42cd8ad8UL,
        IncomingDecision.Sampled)]
    [InlineData("Self=1-67891234-12456789abcdef012345678;" + Root, 0UL, IncomingDecision.None)]
    [InlineData(
        Root + ";Parent=53995c3f42cd8ad8;Sampled=1;Lineage=25:a87bd80c:1|b87bd80c:2;x=y", 0x53995c3f42cd8ad8UL, IncomingDecision.Sampled)]
    [InlineData(Root + ";Root=1-00000001-000000000000000000000001;Sampled=1;Sampled=0", 0UL, IncomingDecision.Sampled)]
    [InlineData(Root + ";Parent=not-an-id;Sampled=yes", 0UL, IncomingDecision.None)]
    [InlineData(Root + ";;;=;Parent;Sampled=", 0UL, IncomingDecision.None)]
    public void TryParse_reads_what_AWS_sends(string text, ulong parentId, IncomingDecision decision)
    {
        TraceHeader.TryParse(text, out TraceHeader header).Should().BeTrue();

        header.TraceId.Should().Be(TraceId);
        header.ParentId.Should().Be(parentId);
        header.Decision.Should().Be(decision);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Root=")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a9942727933")]
    [InlineData("Root=2-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=1-00000000-000000000000000000000000")]
    [InlineData("Root=1_5759e988_bd862e3fe1be46a994272793")]
    [InlineData("Root=1-5759e98g-bd862e3fe1be46a994272793")]
    [InlineData("Root=1- 759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=1-+759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=bad;" + Root)]
    [InlineData("Parent=53995c3f42cd8ad8;Sampled=1")]
    public void TryParse_refuses_what_names_no_trace(string text)
    {
        TraceHeader.TryParse(text, out TraceHeader header).Should().BeFalse();

        header.Should().Be(default(TraceHeader));
    }

    [Fact]
    public void TryParse_looks_at_the_first_kibibyte_only_and_never_at_half_a_field()
    {
        string filler = new('x', 1_024 - Root.Length - 1);

        TraceHeader.TryParse($"{filler};{Root}", out _).Should().BeTrue();
        TraceHeader.TryParse($"{filler}x;{Root};Sampled=1", out _).Should().BeFalse();
        TraceHeader.TryParse($"{Root};{new string('x', 20_000)}", out TraceHeader header).Should().BeTrue();
        header.TraceId.Should().Be(TraceId);
    }

    [Fact]
    public void TryParse_of_a_hostile_header_takes_no_memory()
    {
        string hostile = string.Concat(Enumerable.Repeat("Root=1-a;Parent=;=;", 1_100));
        _ = TraceHeader.TryParse(hostile, out _);

        TestSupport.Allocations.PerCall(() =>
        {
            _ = TraceHeader.TryParse(hostile, out _);
            _ = TraceHeader.TryParse(Root + ";Parent=53995c3f42cd8ad8;Sampled=1", out _);
            _ = TraceHeader.TryParseW3C("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", out _);
        }).Should().Be(0);
    }

    [Fact]
    public void Millions_of_mutated_headers_are_read_or_refused_and_never_throw()
    {
        const string Alphabet = "Root=1-;Parent=Sampled=?01 \t\r\n\0äß\ud83d\uFFFFabcdefABCDEF0123456789|:&\"";
        char[] seed = $"{Root};Parent=53995c3f42cd8ad8;Sampled=1;Self=x;Lineage=a:1|b:2".ToCharArray();
        var random = new System.Random(20240102);
        char[] text = new char[seed.Length + 8];
        int rounds = TestSupport.Nightly.Rounds(always: 1_000_000, nightly: 10_000_000);
        int read = 0;
        int length = 0;
        TraceHeader header = default;
        Action parse = () =>
        {
            read += TraceHeader.TryParse(text.AsSpan(0, length), out header) ? 1 : 0;
            _ = TraceHeader.TryParseW3C(text.AsSpan(0, length), out _);
        };

        for (int i = 0; i < rounds; i++)
        {
            length = random.Next(text.Length);
            for (int j = 0; j < length; j++)
            {
                text[j] = j < seed.Length && random.Next(40) != 0 ? seed[j] : Alphabet[random.Next(Alphabet.Length)];
            }

            if (TestSupport.Allocations.OfCall(parse) is var bytes and > 0)
            {
                Assert.Fail($"A header took {bytes} B: {new string(text, 0, length)}");
            }

            if (header.TraceId == 0 && header.ParentId != 0)
            {
                Assert.Fail($"A refused header leaves nothing behind: {new string(text, 0, length)}");
            }
        }

        read.Should().BeGreaterThan(1_000, "many of them are still headers");
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Arbitrary<(ulong, ulong, ulong, int)> headers = (
            from high in Gen.Choose(1, int.MaxValue)
            from low in Gen.Choose(0, int.MaxValue)
            from parent in Gen.Choose(0, int.MaxValue)
            from decision in Gen.Choose(0, 3)
            select ((ulong)high, (ulong)low, (ulong)parent, decision)).ToArbitrary();

        Prop.ForAll(headers, static h =>
        {
            var header = new TraceHeader(new UInt128(h.Item1, h.Item2), h.Item3, (IncomingDecision)h.Item4);
            return TraceHeader.TryParse(header.ToString(), out TraceHeader read) && read.Equals(header);
        }).ShouldHold();
    }

    [Fact]
    public void Format_is_one_string_of_validated_ids()
    {
        using var activity = new Activity("call");
        activity.SetIdFormat(ActivityIdFormat.W3C).Start();
        TraceHeader.Format(activity, sampled: true);

        string header = TraceHeader.Format(activity, sampled: true);
        long oneString = 24 + (2 * header.Length) + 6;

        header.Should().MatchRegex("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$");
        TestSupport.Allocations.PerCall(() => TraceHeader.Format(activity, sampled: true), wanted: oneString)
            .Should().BeLessThanOrEqualTo(oneString);
    }

    [Theory]
    [InlineData("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", true, IncomingDecision.Sampled)]
    [InlineData("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00", true, IncomingDecision.None)]
    [InlineData("cc-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01-what-the-future-adds", true, IncomingDecision.Sampled)]
    [InlineData("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01-extra", false, IncomingDecision.None)]
    [InlineData("ff-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", false, IncomingDecision.None)]
    [InlineData("00-00000000000000000000000000000000-53995c3f42cd8ad8-01", false, IncomingDecision.None)]
    [InlineData("00-5759e988bd862e3fe1be46a994272793-0000000000000000-01", false, IncomingDecision.None)]
    [InlineData("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8", false, IncomingDecision.None)]
    public void TryParseW3C_follows_the_recommendation_but_takes_a_cleared_flag_for_no_opinion(
        string text, bool valid, IncomingDecision decision)
    {
        TraceHeader.TryParseW3C(text, out TraceHeader header).Should().Be(valid);

        header.Decision.Should().Be(decision);
    }
}
