namespace Obs.Insights.Syntax;

/// <summary>Reads expressions by recursive descent, one method per level of precedence, weakest first.</summary>
internal sealed class ExpressionParser(TokenReader tokens)
{
    // Deeper nesting than a person writes; it keeps any text from exhausting the stack, here and when the query runs.
    private const int DeepestNesting = 200;
    private const int DeepestTree = 500;
    private static readonly string[] ReservedWords = ["and", "or", "not", "in", "like", "as", "by"];

    private int _depth;

    public Expression Read() => Nested(ReadOr);

    /// <summary>Reads a name, a call or a value with its indexes: what may stand before a pattern in <c>parse</c>.</summary>
    public Expression ReadOperand() => Nested(ReadPostfix);

    /// <summary>Reads <c>"text"</c> or <c>/regular expression/</c>.</summary>
    public TextPattern ReadPattern()
    {
        bool isRegex = tokens.Is(TokenKind.Slash);
        Token token = isRegex ? tokens.TakeRegex() : tokens.Expect(TokenKind.String, "a string or a regular expression");
        return new(token.Text, isRegex, token.Range);
    }

    private Expression Nested(Func<Expression> read)
    {
        if (++_depth > DeepestNesting)
        {
            throw tokens.Error(tokens.Current.Range, $"expression nested deeper than {DeepestNesting} levels");
        }

        Expression expression = read();
        _depth--;
        return expression;
    }

    private Expression ReadOr() => ReadLogical("or", isAnd: false, ReadAnd);

    private Expression ReadAnd() => ReadLogical("and", isAnd: true, ReadNot);

    private Expression ReadLogical(string keyword, bool isAnd, Func<Expression> readOperand)
    {
        Expression first = readOperand();
        if (!tokens.Current.IsKeyword(keyword))
        {
            return first;
        }

        var operands = new List<Expression> { first };
        while (tokens.TryTakeKeyword(keyword))
        {
            operands.Add(readOperand());
        }

        return new LogicalExpression(isAnd, operands, first.Range.To(operands[^1].Range));
    }

    private Expression ReadNot()
    {
        Token start = tokens.Current;
        if (!tokens.TryTakeKeyword("not"))
        {
            return ReadComparison();
        }

        Expression operand = Nested(ReadNot);
        return new NotExpression(operand, start.Range.To(operand.Range));
    }

    private Expression ReadComparison()
    {
        Expression left = ReadSum();
        while (true)
        {
            if (ComparisonAt(tokens.Current.Kind) is { } comparison)
            {
                tokens.Take();
                Expression right = ReadSum();
                left = Checked(new BinaryExpression(comparison, left, right, left.Range.To(right.Range)));
            }
            else if (tokens.TryTake(TokenKind.Match))
            {
                left = Like(left, isNegated: false);
            }
            else if (tokens.Current.IsKeyword("not") || tokens.Current.IsKeyword("like") || tokens.Current.IsKeyword("in"))
            {
                bool isNegated = tokens.TryTakeKeyword("not");
                left = tokens.TryTakeKeyword("like") ? Like(left, isNegated)
                    : tokens.TryTakeKeyword("in") ? In(left, isNegated)
                    : throw tokens.Unexpected("'like' or 'in'");
            }
            else
            {
                return left;
            }
        }
    }

    private LikeExpression Like(Expression subject, bool isNegated)
    {
        TextPattern pattern = ReadPattern();
        return Checked(new LikeExpression(subject, pattern, isNegated, subject.Range.To(pattern.Range)));
    }

    private InExpression In(Expression subject, bool isNegated)
    {
        if (tokens.Is(TokenKind.OpenParenthesis))
        {
            throw tokens.Error(tokens.Current.Range, "a subquery reads other log groups and cannot run here; found");
        }

        tokens.Expect(TokenKind.OpenBracket, "'['");
        var items = new List<Expression> { Nested(ReadSum) };
        while (tokens.TryTake(TokenKind.Comma))
        {
            items.Add(Nested(ReadSum));
        }

        Token end = tokens.Expect(TokenKind.CloseBracket, "',' or ']'");
        return Checked(new InExpression(subject, items, isNegated, subject.Range.To(end.Range)));
    }

    private Expression ReadSum() => ReadChain(ReadProduct, static kind => kind switch
    {
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        _ => null,
    });

    private Expression ReadProduct() => ReadChain(ReadPower, static kind => kind switch
    {
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Remainder,
        _ => null,
    });

    private Expression ReadChain(Func<Expression> readOperand, Func<TokenKind, BinaryOperator?> operatorAt)
    {
        Expression left = readOperand();
        while (operatorAt(tokens.Current.Kind) is { } found)
        {
            tokens.Take();
            Expression right = readOperand();
            left = Checked(new BinaryExpression(found, left, right, left.Range.To(right.Range)));
        }

        return left;
    }

    private Expression ReadPower()
    {
        Expression left = ReadUnary();
        if (!tokens.TryTake(TokenKind.Caret))
        {
            return left;
        }

        Expression right = Nested(ReadPower);
        return Checked(new BinaryExpression(BinaryOperator.Power, left, right, left.Range.To(right.Range)));
    }

    private Expression ReadUnary()
    {
        Token start = tokens.Current;
        if (!tokens.TryTake(TokenKind.Minus))
        {
            return ReadPostfix();
        }

        Expression operand = Nested(ReadUnary);
        return new NegateExpression(operand, start.Range.To(operand.Range));
    }

    private Expression ReadPostfix()
    {
        Expression target = ReadPrimary();
        while (true)
        {
            if (tokens.Is(TokenKind.OpenBracket))
            {
                tokens.Take();
                int index = ReadIndex();
                Token end = tokens.Expect(TokenKind.CloseBracket, "']'");
                target = Checked(new IndexAccess(target, index, target.Range.To(end.Range)));
            }
            else if (tokens.Is(TokenKind.Dot))
            {
                tokens.Take();
                Token member = tokens.Expect(TokenKind.Name, "a member name");
                target = Checked(new MemberAccess(target, member.Segments, target.Range.To(member.Range)));
            }
            else
            {
                return target;
            }
        }
    }

    private int ReadIndex()
    {
        Token token = tokens.Expect(TokenKind.Number, "an index");
        return int.TryParse(token.Text, out int index) ? index : throw tokens.Error(token.Range, $"an index is a whole number; found {token.Text}");
    }

    private Expression ReadPrimary()
    {
        Token token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                tokens.Take();
                return new NumberLiteral(token.Number, token.Range);
            case TokenKind.String:
                tokens.Take();
                return new StringLiteral(token.Text, token.Range);
            case TokenKind.Period:
                tokens.Take();
                return new PeriodLiteral(token.Period, token.Range);
            case TokenKind.OpenParenthesis:
                tokens.Take();
                Expression inner = Read();
                Token end = tokens.Expect(TokenKind.CloseParenthesis, "')'");
                return inner with { Range = token.Range.To(end.Range) };
            case TokenKind.Name when !ReservedWords.Any(token.IsKeyword):
                tokens.Take();
                return tokens.Is(TokenKind.OpenParenthesis) && !token.IsQuoted
                    ? ReadCall(token)
                    : new FieldReference(token.Text, token.Segments, token.Range);
            default:
                throw tokens.Unexpected("a field, a value or a function");
        }
    }

    private CallExpression ReadCall(Token name)
    {
        FunctionInfo function = FunctionTable.Find(name.Text) ?? throw tokens.Error(name.Range, $"unknown function {name.Text}");
        tokens.Take();
        List<Expression> arguments = [];
        if (function.Aggregate == AggregateKind.Count && tokens.TryTake(TokenKind.Star))
        {
            // count(*) counts rows, as count() does.
        }
        else if (!tokens.Is(TokenKind.CloseParenthesis))
        {
            arguments.Add(Read());
            while (tokens.TryTake(TokenKind.Comma))
            {
                arguments.Add(Read());
            }
        }

        Token end = tokens.Expect(TokenKind.CloseParenthesis, "',' or ')'");
        SourceRange range = name.Range.To(end.Range);
        return arguments.Count >= function.MinArguments && arguments.Count <= function.MaxArguments
            ? new CallExpression(function, arguments, range)
            : throw tokens.Error(range, $"{function.Name} takes {function.Arity}; found {arguments.Count}");
    }

    // A chain leans to the left without nesting while it is read, but is deep for whoever walks it.
    private T Checked<T>(T expression)
        where T : Expression =>
        expression.Depth <= DeepestTree ? expression : throw tokens.Error(expression.Range, $"expression deeper than {DeepestTree} levels");

    private static BinaryOperator? ComparisonAt(TokenKind kind) => kind switch
    {
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        _ => null,
    };
}
