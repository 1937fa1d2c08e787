using Obs.Tracing;

namespace Shop.Payments;

/// <summary>Stands for the card network. Most cards are good; some numbers, as in any payment sandbox, always end badly.</summary>
internal sealed class CardGateway(Tracer tracer, TimeProvider time)
{
    private const string DeclinedCard = "4000000000000002";
    private const string EmptyCard = "4000000000009995";
    private const string ExpiredCard = "4000000000000069";
    private const string BrokenCard = "4000000000000119";
    private const string ChallengedCard = "4000000000003220";

    public async Task<Authorisation> AuthoriseAsync(AuthorisationRequest request, CancellationToken cancellationToken)
    {
        using SubsegmentScope call = tracer.BeginSubsegment("card network")
            .Annotate("amount", request.AmountCents / 100.0)
            .Annotate("challenged", request.Card == ChallengedCard);
        try
        {
            Authorisation answer = await AskAsync(request, cancellationToken);
            return answer.DeclineReason is null ? answer : Declined(answer, call);
        }
        catch (CardGatewayException exception)
        {
            call.RecordException(exception);
            throw;
        }
    }

    private static Authorisation Declined(Authorisation answer, SubsegmentScope call)
    {
        call.MarkError().Annotate("declineReason", answer.DeclineReason);
        return answer;
    }

    private async Task<Authorisation> AskAsync(AuthorisationRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeToAnswer(request.Card), time, cancellationToken);

        return request.Card switch
        {
            DeclinedCard => new Authorisation(Id: null, "card_declined"),
            EmptyCard => new Authorisation(Id: null, "insufficient_funds"),
            ExpiredCard => new Authorisation(Id: null, "expired_card"),
            BrokenCard => throw new CardGatewayException($"The card network closed the connection while order {request.OrderId} was authorised."),
            _ => new Authorisation($"auth_{Guid.CreateVersion7(time.GetUtcNow()):N}", DeclineReason: null),
        };
    }

    private static TimeSpan TimeToAnswer(string card) => card == ChallengedCard
        ? TimeSpan.FromMilliseconds(Random.Shared.Next(600, 900)) // The bank asks its customer first.
        : TimeSpan.FromMilliseconds(Random.Shared.Next(12, 40));
}
