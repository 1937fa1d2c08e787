namespace Shop.Payments;

internal static class AuthorisationEndpoint
{
    public static async Task<IResult> HandleAsync(
        AuthorisationRequest request, CardGateway gateway, ILogger<CardGateway> logger, CancellationToken cancellationToken)
    {
        if (request.AmountCents <= 0 || request.Card.Length < 12)
        {
            return Results.Problem(
                "An amount above zero and a card of at least 12 digits are needed.", statusCode: StatusCodes.Status400BadRequest);
        }

        Log.AskingNetwork(logger, request.AmountCents / 100m, request.Card);
        Authorisation authorisation = await gateway.AuthoriseAsync(request, cancellationToken);
        if (authorisation.DeclineReason is string reason)
        {
            Log.PaymentDeclined(logger, request.OrderId, request.AmountCents / 100m, reason, request.Card[^4..]);
            return Results.Json(authorisation, statusCode: StatusCodes.Status402PaymentRequired);
        }

        Log.PaymentAuthorised(logger, request.OrderId, request.AmountCents / 100m, authorisation.Id!);
        return Results.Json(authorisation, statusCode: StatusCodes.Status201Created);
    }
}
