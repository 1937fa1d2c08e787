using FsCheck;
using FsCheck.Fluent;
using Obs.Insights.Values;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

public sealed class NaturalOrderTests
{
    private static readonly Gen<FieldValue> Values = Gen.OneOf(
        Gen.Constant(default(FieldValue)),
        Gen.Choose(-5, 200).Select(static n => FieldValue.OfNumber(n / 2.0)),
        Gen.Choose(0, 200).Select(static n => FieldValue.OfTimestamp(n)),
        Gen.Elements("a", "B", "1", "01", "9", "10", "_", "é", "#").ListOf()
            .Select(static parts => FieldValue.OfText(string.Concat(parts))));

    [Fact]
    public void It_is_an_order()
    {
        Gen<(FieldValue X, FieldValue Y, FieldValue Z)> three = from x in Values from y in Values from z in Values select (x, y, z);

        Prop.ForAll(three.ToArbitrary(), static v =>
        {
            NaturalOrder order = NaturalOrder.Instance;
            bool isReversible = Math.Sign(order.Compare(v.X, v.Y)) == -Math.Sign(order.Compare(v.Y, v.X));
            bool isTransitive = order.Compare(v.X, v.Y) > 0 || order.Compare(v.Y, v.Z) > 0 || order.Compare(v.X, v.Z) <= 0;
            return isReversible && isTransitive && order.Compare(v.X, v.X) == 0;
        }).ShouldHold(20_000, 200_000);
    }

    [Fact]
    public void Nothing_comes_before_text_and_text_before_numbers()
    {
        FieldValue[] sorted =
        [
            FieldValue.OfNumber(-1), FieldValue.OfText("v10"), FieldValue.OfText("7"), FieldValue.OfText("v9"), FieldValue.OfText("1.10"),
            default,
            FieldValue.OfText("1.9"),
        ];

        Array.Sort(sorted, NaturalOrder.Instance);

        sorted.Select(static v => v.ToText()).Should().Equal("", "1.9", "1.10", "v9", "v10", "-1", "7");
    }
}
