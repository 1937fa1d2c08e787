namespace Obs.Tracing.Sql;

/// <summary>The syntax of each dialect, at the server's default settings.</summary>
internal static class SqlSyntaxes
{
    public static SqlSyntax Of(SqlDialect dialect) => dialect switch
    {
        SqlDialect.PostgreSql =>
            SqlSyntax.EscapeStrings | SqlSyntax.DollarQuotes | SqlSyntax.NestedComments | SqlSyntax.CarriageReturnEndsLine,
        SqlDialect.MySql =>
            SqlSyntax.BackslashEscapes | SqlSyntax.Backticks | SqlSyntax.DoubleQuotedStrings | SqlSyntax.HashComments
            | SqlSyntax.MySqlComments,
        SqlDialect.SqlServer =>
            SqlSyntax.Brackets | SqlSyntax.DoubleQuotesInDoubt | SqlSyntax.HashInNames | SqlSyntax.NestedComments | SqlSyntax.Money,
        SqlDialect.Sqlite =>
            SqlSyntax.Brackets | SqlSyntax.Backticks | SqlSyntax.DoubleQuotesInDoubt | SqlSyntax.NumberedColonParameters,
        SqlDialect.Oracle =>
            SqlSyntax.AlternativeQuotes | SqlSyntax.HashInNames | SqlSyntax.NumberedColonParameters,
        _ =>
            SqlSyntax.EscapeStrings | SqlSyntax.DollarQuotes | SqlSyntax.AlternativeQuotes | SqlSyntax.Brackets | SqlSyntax.Backticks
            | SqlSyntax.DoubleQuotesInDoubt | SqlSyntax.Money | SqlSyntax.InDoubt,
    };
}
