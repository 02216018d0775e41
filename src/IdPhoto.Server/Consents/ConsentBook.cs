using System.Data.Common;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Consents;

/// <summary>Who has agreed to what, under which policy. Nobody's name is in it: only the keyed hash of an install.</summary>
internal sealed class ConsentBook(RecordStore records, People people, PolicyRegister policies, TimeProvider clock) : IPersonalPart
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS consents (
          person {blob} NOT NULL, purpose {text} NOT NULL, edition {int} NOT NULL, announcement {int} NOT NULL, controller {text},
          given {int} NOT NULL, withdrawn {int}, guardian {bool} NOT NULL, PRIMARY KEY (person, purpose));
        """;

    private const string Columns = "purpose, edition, announcement, controller, given, withdrawn, guardian";

    public string Name => "consents";

    public string? Purpose => null;

    /// <summary>Writes a yes down, in place of an earlier one to the same purpose.</summary>
    public Consent Give(byte[] person, string purpose, PolicyTag policy, bool guardian)
    {
        Consent consent = new(purpose, policy, policies.State.ControllerUnder(policy)?.Name, clock.GetUtcNow(), null, guardian);
        records.InTransaction(() =>
        {
            people.Touch(person);
            records.Run(
                $"""
                INSERT INTO consents (person, {Columns}) VALUES (@person, @purpose, @edition, @announcement, @controller, @given, NULL, @guardian)
                ON CONFLICT (person, purpose) DO UPDATE SET edition = @edition, announcement = @announcement, controller = @controller,
                  given = @given, withdrawn = NULL, guardian = @guardian
                """,
                ("@person", person), ("@purpose", purpose), ("@edition", policy.Edition), ("@announcement", policy.Announcement),
                ("@controller", (object?)consent.Controller ?? DBNull.Value), ("@given", consent.GivenAt.ToUnixTimeMilliseconds()), ("@guardian", guardian));
        });
        return consent;
    }

    /// <summary>Writes down that a yes was taken back. With the last one goes what the install said of itself: nobody could correct it any more.</summary>
    public void Withdraw(byte[] person, string purpose) => records.InTransaction(() =>
    {
        int withdrawn = records.Run(
            "UPDATE consents SET withdrawn = @now WHERE person = @person AND purpose = @purpose AND withdrawn IS NULL",
            ("@person", person), ("@purpose", purpose), ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds()));
        if (withdrawn > 0 && Of(person).All(consent => consent.WithdrawnAt is not null))
            people.ForgetFacts(person);
    });

    /// <summary>Whether a person has agreed to this purpose, under the policy and the controller of today.</summary>
    public bool Holds(byte[] person, string purpose)
        => Find(person, purpose)?.Holds(policies.State) == true;

    /// <summary>Whether a person has agreed to anything, under the policy and the controller of today.</summary>
    public bool HoldsAny(byte[] person)
    {
        PolicyState policy = policies.State;
        return Of(person).Any(consent => consent.Holds(policy));
    }

    /// <summary>What a person has answered to this purpose; null for nothing.</summary>
    public Consent? Find(byte[] person, string purpose) => Of(person).FirstOrDefault(consent => consent.Purpose == purpose);

    /// <summary>Everything that a person has agreed to.</summary>
    public IReadOnlyList<Consent> Of(byte[] person) => records.Query(
        $"SELECT {Columns} FROM consents WHERE person = @person ORDER BY given", Read, ("@person", person));

    public Task<object?> ExportAsync(byte[] person)
        => Task.FromResult<object?>(Of(person).Select(ConsentAnswer.Of).ToArray());

    public Task<bool> DeleteAsync(byte[] person) => Task.FromResult(Forget(person));

    /// <returns>Whether there was any.</returns>
    public bool Forget(byte[] person) => records.Run("DELETE FROM consents WHERE person = @person", ("@person", person)) > 0;

    private static Consent Read(DbDataReader row) => new(
        row.GetString(0), new PolicyTag(row.GetInt32(1), row.GetInt32(2)), row.IsDBNull(3) ? null : row.GetString(3),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)), row.GetBoolean(6));
}

/// <summary>A yes, as the person who gave it sees it.</summary>
/// <param name="Purpose">server-photos, notices, push, analytics or ads.</param>
/// <param name="Policy">The policy that was agreed to, such as 2.0.</param>
/// <param name="Controller">Who was responsible under it; null where the operator gave no name.</param>
/// <param name="GivenAt">When.</param>
/// <param name="WithdrawnAt">When it was taken back; null while it was not.</param>
/// <param name="Guardian">Whether a parent or guardian said that they are one.</param>
internal sealed record ConsentAnswer(string Purpose, string Policy, string? Controller, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt, bool Guardian)
{
    public static ConsentAnswer Of(Consent consent) => new(
        consent.Purpose, consent.Policy.ToString(), consent.Controller, consent.GivenAt, consent.WithdrawnAt, consent.Guardian);
}
