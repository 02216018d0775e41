using Amazon.Runtime;
using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>What kind of trouble an error is, in a word that may be logged: messages may hold paths, addresses and names.</summary>
internal static class TroubleKind
{
    /// <summary>The code that a database (SQLSTATE, PostgreSQL's manual, appendix A) or a bucket gave, or else the type of the error that began it.</summary>
    public static string Of(Exception error) => error switch
    {
        PostgresException answer => "SQLSTATE " + answer.SqlState,
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => code,
        { InnerException: { } cause } => Of(cause),
        _ => error.GetType().Name,
    };
}
