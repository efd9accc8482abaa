metadata description = 'What an HTTP check asks for, as far as its form can be told here; the rest is found by the app at its start.'

import { characters, isDigits } from '../durations.bicep'

@export()
@description('A URL that the app takes, or a refusal. It may hold a secret, so it is not shown.')
func requireUrl(check string, url string) string =>
  isHttp(url)
    ? contains(authority(url), '@')
        ? fail('Url of check ${check} has user info: give it as the header Authorization')
        : isAuthority(authority(url)) ? url : fail('Url of check ${check} has no host, or no port from 0 to 65535')
    : fail('Url of check ${check} is not an absolute http or https URL')

@export()
@description('A request method, or a refusal.')
func requireMethod(check string, method string) string =>
  toLower(method) != 'connect' && empty(filter(
      characters(toLower(method)),
      letter => !contains('abcdefghijklmnopqrstuvwxyz-', letter)
    ))
    ? method
    : fail('Method of check ${check} is \'${method}\'; allowed: an HTTP method other than CONNECT, such as GET or HEAD')

@export()
@description('Status codes, or a refusal.')
func requireStatuses(check string, text string) string =>
  empty(filter(split(text, ','), part => !isRange(map(split(part, '-'), end => trim(end)))))
    ? text
    : fail('ExpectedStatus of check ${check} is \'${text}\'; allowed: status codes from 100 to 599, such as 200-299 or 200,404')

func isHttp(text string) bool =>
  (startsWith(toLower(text), 'https://') || startsWith(toLower(text), 'http://')) && !contains(text, ' ') && !empty(authority(text))

func authority(url string) string => split(replace(replace(split(url, '://')[1], '?', '/'), '#', '/'), '/')[0]

// A host in brackets is an IPv6 address, whose own colons begin no port.
func isAuthority(text string) bool =>
  startsWith(text, '[')
    ? contains(text, ']') && isHostAndPort(split('host${split(text, ']')[1]}', ':'))
    : isHostAndPort(split(text, ':'))

func isHostAndPort(parts string[]) bool =>
  length(parts) <= 2 && isHost(parts[0]) && (length(parts) == 1 || empty(parts[1]) || isPort(parts[1]))

func isHost(text string) bool =>
  !empty(text) && empty(filter(characters(text), letter => contains('!"$%&\'()*+,;<=>[]\\^`{|}~', letter)))

func isPort(text string) bool => isDigits(text) && length(text) <= 5 && int(text) <= 65535

func isRange(ends string[]) bool =>
  length(ends) <= 2 && empty(filter(ends, end => !isStatus(end))) && int(ends[0]) <= int(last(ends)!)

func isStatus(text string) bool => isDigits(text) && length(text) == 3 && int(text) >= 100 && int(text) <= 599
