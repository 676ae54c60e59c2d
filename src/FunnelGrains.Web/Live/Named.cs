namespace FunnelGrains.Web.Live;

/// <summary>Something in each way of naming persons, made once for all boards and only where a board asks for it. Safe to use from any thread.</summary>
internal sealed class Named<T>(Func<PersonNames, T> make)
{
    private readonly Lazy<T>[] made = [.. Enum.GetValues<PersonNames>().Select(names => new Lazy<T>(() => make(names)))];

    public T As(PersonNames names) => made[(int)names].Value;
}
