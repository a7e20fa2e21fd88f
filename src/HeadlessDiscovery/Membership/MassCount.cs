namespace HeadlessDiscovery.Membership;

/// <summary>Counts whether an answer would take many away at once.</summary>
internal struct MassCount
{
    private const int Smallest = 3;

    private int before;
    private int after;
    private bool listsAnybody;
    private bool listsMore;

    /// <summary>Whether nobody is left (of this family), or fewer than half as many are listed as are present and held, of at least three.</summary>
    public readonly bool IsMass => after == 0 ? before > 0 || !listsAnybody : before >= Smallest && 2 * after < before;

    /// <summary>Whether exactly half as many are listed. That is a mass removal as it begins; a while later it may be a replacement by as many others.</summary>
    public readonly bool IsHalf => after > 0 && before >= Smallest && 2 * after == before;

    /// <summary>Whether at least three of four are listed, and somebody came or came back, so that what looked like a mass removal is over. Where only the removal of the others made them so many, it is confirmed.</summary>
    public readonly bool IsRefuted => listsMore && after > 0 && 4 * after >= 3 * before;

    public void Listed(bool isSelf, bool isNew, bool wasHeld)
    {
        listsAnybody = true;
        listsMore |= isNew || wasHeld;
        if (!isSelf)
        {
            after++;
            before += isNew ? 0 : 1;
        }
    }

    public void Lacking(bool isSelf) => before += isSelf ? 0 : 1;
}
