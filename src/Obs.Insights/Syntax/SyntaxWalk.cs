namespace Obs.Insights.Syntax;

/// <summary>All expressions of a command, and all parts of those.</summary>
internal static class SyntaxWalk
{
    public static IEnumerable<Expression> Expressions(Command command) => Roots(command).SelectMany(All);

    public static IEnumerable<Expression> All(Expression expression) => Parts(expression).SelectMany(All).Prepend(expression);

    private static IEnumerable<Expression> Roots(Command command) => command switch
    {
        FieldsCommand fields => fields.Items.Select(static i => i.Expression),
        FilterCommand filter => [filter.Condition],
        StatsCommand stats => stats.Items.Concat(stats.GroupBy).Select(static i => i.Expression),
        SortCommand sort => sort.Keys.Select(static k => k.Expression),
        ParseCommand parse => [parse.Subject],
        DedupCommand dedup => dedup.Keys,
        UnnestCommand unnest => [unnest.List],
        FillMissingCommand fill => fill.Values.Select(static v => v.Value),
        _ => [],
    };

    private static IEnumerable<Expression> Parts(Expression expression) => expression switch
    {
        MemberAccess member => [member.Target],
        IndexAccess index => [index.Target],
        NegateExpression negate => [negate.Operand],
        NotExpression not => [not.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        LogicalExpression logical => logical.Operands,
        LikeExpression like => [like.Subject],
        InExpression @in => @in.Items.Prepend(@in.Subject),
        CallExpression call => call.Arguments,
        _ => [],
    };
}
