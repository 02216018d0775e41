namespace IdPhoto.Server.Letters;

/// <summary>Tells the operator that a letter has come.</summary>
internal sealed class LetterPost
{
    /// <summary>Tells it, where the operator can be told.</summary>
    public void Announce(LetterEntry letter)
    {
    }
}
