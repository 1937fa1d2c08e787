using System.Globalization;

namespace Obs.Dashboards.Expressions;

/// <summary>Reads metric math.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html"/></remarks>
internal sealed class MathParser
{
    // Deeper than anybody writes, and shallow enough for every stack.
    private const int MaxDepth = 100;

    private readonly List<MathToken> _tokens;
    private int _at;
    private int _depth;

    private MathParser(List<MathToken> tokens) => _tokens = tokens;

    private MathToken Current => _tokens[_at];

    public static MathNode Parse(string text)
    {
        var parser = new MathParser(MathTokens.Read(text));
        MathNode node = parser.ReadOperation(0);
        return parser.Current.Kind == MathTokenKind.End ? node : throw parser.Unexpected("an operator or the end");
    }

    private static int Precedence(MathToken token) => (token.Kind, token.Text) switch
    {
        (MathTokenKind.Sign, "||") => 1,
        (MathTokenKind.Name, "OR") => 1,
        (MathTokenKind.Sign, "&&") => 2,
        (MathTokenKind.Name, "AND") => 2,
        (MathTokenKind.Sign, "==" or "!=" or "<" or ">" or "<=" or ">=") => 3,
        (MathTokenKind.Sign, "+" or "-") => 4,
        (MathTokenKind.Sign, "*" or "/") => 5,
        (MathTokenKind.Sign, "^") => 6,
        _ => 0,
    };

    private MathNode ReadOperation(int above)
    {
        if (++_depth > MaxDepth)
        {
            throw new MathSyntaxException($"an expression nests up to {MaxDepth} deep", Current.Start);
        }

        MathNode left = ReadUnary();
        while (Precedence(Current) is var precedence && precedence > above)
        {
            MathToken sign = Take();
            left = new MathNode.Operation(sign.Start, sign.Text, left, ReadOperation(precedence));
        }

        _depth--;
        return left;
    }

    private MathNode ReadUnary()
    {
        int signs = 0;
        int start = Current.Start;
        while (Is("-"))
        {
            Take();
            signs++;
        }

        MathNode operand = ReadPrimary();
        return signs % 2 == 0 ? operand : new MathNode.Negation(start, operand);
    }

    private MathNode ReadPrimary()
    {
        MathToken token = Take();
        switch (token.Kind)
        {
            case MathTokenKind.Number:
                return double.TryParse(token.Text, CultureInfo.InvariantCulture, out double number)
                    ? new MathNode.Number(token.Start, number)
                    : throw new MathSyntaxException($"{token.Text} is not a number", token.Start);
            case MathTokenKind.Text:
                return new MathNode.Text(token.Start, token.Text);
            case MathTokenKind.Name when Is("("):
                Take();
                return new MathNode.Call(token.Start, token.Text, ReadList(")"));
            case MathTokenKind.Name:
                return new MathNode.Name(token.Start, token.Text);
            case MathTokenKind.Sign when token.Text == "(":
                MathNode inner = ReadOperation(0);
                Expect(")");
                return inner;
            case MathTokenKind.Sign when token.Text == "[":
                return new MathNode.List(token.Start, ReadList("]"));
            default:
                _at--;
                throw Unexpected("a value");
        }
    }

    private List<MathNode> ReadList(string close)
    {
        List<MathNode> items = [];
        if (Is(close))
        {
            Take();
            return items;
        }

        items.Add(ReadOperation(0));
        while (Is(","))
        {
            Take();
            items.Add(ReadOperation(0));
        }

        Expect(close);
        return items;
    }

    private bool Is(string sign) => Current.Kind == MathTokenKind.Sign && Current.Text == sign;

    private MathToken Take() => Current.Kind == MathTokenKind.End ? throw Unexpected("a value") : _tokens[_at++];

    private void Expect(string sign)
    {
        if (!Is(sign))
        {
            throw Unexpected($"'{sign}'");
        }

        Take();
    }

    private MathSyntaxException Unexpected(string wanted) => new(
        Current.Kind == MathTokenKind.End
            ? $"{wanted} is missing at the end"
            : $"{wanted} is expected, and '{Current.Text}' found",
        Current.Start);
}
